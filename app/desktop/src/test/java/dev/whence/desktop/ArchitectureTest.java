package dev.whence.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.check.Check;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Secret;
import dev.whence.knowledge.Knowledge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The fine rules of the house, over every module at once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.whence");

    private static final String[] SOCKETS = {
        "java.net.http..",
        "java.nio.channels..",
        "javax.net..",
        "com.jcraft..",
        "org.xbill..",
        "org.apache.hc.."
    };

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .that()
                        .resideInAPackage("dev.whence.engine..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("dev.whence.engine..", "java..", "org.jspecify..")
                        .because("the engine thinks about anything: it knows the JDK and itself"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.whence.desktop..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..")
                        .because("reasoning, words and paper must run where there is no window"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.whence.live..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SOCKETS)
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.net.Socket")
                        .because("only the live world opens a connection; everybody else asks it"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.knowledge.cause..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.whence.engine.world..",
                                "dev.whence.engine.run..",
                                "dev.whence.knowledge.check..",
                                "dev.whence.knowledge.parse..",
                                "dev.whence.knowledge.command..")
                        .because(
                                "a cause weighs facts and asks nobody; use a fact's own method for"
                                        + " what it needs"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.knowledge.fact..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.whence.knowledge.check..",
                                "dev.whence.knowledge.parse..",
                                "dev.whence.knowledge.cause..",
                                "dev.whence.knowledge.words..")
                        .because("facts are what everything else talks about"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.knowledge.parse..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.whence.knowledge.check..", "dev.whence.knowledge.cause..")
                        .because("a parser turns text into facts and knows no reader"),
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.whence.knowledge.cause..",
                                "dev.whence.knowledge.parse..",
                                "dev.whence.engine.verdict..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("java.nio.file..")
                        .because("reasoning is pure: time, chance and files come in as arguments"),
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("Model")
                        .and()
                        .resideInAPackage("dev.whence.desktop..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                        .because("a model decides and is tested without a window; its step draws"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.whence.desktop.fx..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("javafx.application.Platform")
                        .because("one place hands work to the window's thread"),
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .areRecords()
                        .should()
                        .haveRawType(Secret.class)
                        .because(
                                "records are printed, compared and saved; a secret is none of"
                                        + " that"),
                classes()
                        .that()
                        .implement(Command.class)
                        .should()
                        .resideInAnyPackage("dev.whence.knowledge.command..", "dev.whence.lab..")
                        .because(
                                "what may run on a host is a closed set that is read in one place"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.whence.desktop..", "dev.whence.live..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.lang.ProcessBuilder")
                        .because("Whence starts no programs here"),
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.whence.live..", "dev.whence.lab..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.whence.knowledge..",
                                "dev.whence.report..",
                                "dev.whence.desktop..")
                        .because("modules build on each other in one direction"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.live..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.whence.lab..")
                        .because(
                                "the live world and the tape answer alike and know nothing of each"
                                        + " other"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.lab..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.whence.live..")
                        .because(
                                "the live world and the tape answer alike and know nothing of each"
                                        + " other"),
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.whence.knowledge..", "dev.whence.report..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.whence.live..", "dev.whence.lab..", "dev.whence.desktop..")
                        .because("modules build on each other in one direction"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.whence.knowledge..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.whence.report..")
                        .because("modules build on each other in one direction"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void everyCheckAndCauseStandsInTheTableOfContents() {
        assertThat(names(Check.class))
                .containsExactlyInAnyOrderElementsOf(classNames(Knowledge.CHECKS));
        assertThat(names(Cause.class))
                .containsExactlyInAnyOrderElementsOf(classNames(Knowledge.CAUSES));
    }

    private static List<String> names(Class<?> kind) {
        return HOUSE.stream()
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                .map(type -> type.getName())
                .toList();
    }

    private static List<String> classNames(List<?> entries) {
        return entries.stream().map(entry -> entry.getClass().getName()).toList();
    }
}
