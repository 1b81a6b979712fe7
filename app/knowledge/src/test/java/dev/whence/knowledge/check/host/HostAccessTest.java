package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.JournalSize;
import dev.whence.knowledge.command.ServiceCommand.OsRelease;
import dev.whence.knowledge.command.ServiceCommand.WhoAmI;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAccessTest {
    private static final String RELEASE =
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    uid=0(root) gid=0(root) groups=0(root)                                         | false | true  | true
                    uid=1000(ops) gid=1000(ops) groups=1000(ops),4(adm),27(sudo)                   | true  | true  | true
                    uid=1001(pwsudo) gid=1001(pwsudo) groups=1001(pwsudo),27(sudo)                 | false | false | false
                    uid=1000(ops) gid=1000(ops) groups=1000(ops),999(systemd-journal)              | false | false | true
                    uid=1002(limited) gid=1002(limited) groups=1002(limited) context=unconfined_u  | false | false | false
                    """)
    void saysWhatTheLoginMaySee(String id, boolean sudo, boolean root, boolean journal)
            throws Exception {
        var tape = Web1.tape().prints(new WhoAmI(Web1.HOST), id);
        var release = new OsRelease(Web1.HOST);
        var whole = sudo ? tape.prints(release, RELEASE) : tape.fails(release, 0, RELEASE, "");

        assertThat(Looking.at(Web1.site(), whole.tape(), new HostAccess()))
                .containsExactly(
                        new HostFact.Access(
                                Web1.NAME, root, journal, "Debian GNU/Linux 12 (bookworm)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                           | Archived and active journals take up 24.0M in the file system. | true
                    No journal files were found. | Archived and active journals take up 0B in the file system.    | false
                    """)
    void saysWhetherThereIsAJournal(String err, String out, boolean kept) throws Exception {
        var tape =
                Web1.tape()
                        .prints(new WhoAmI(Web1.HOST), "uid=0(root) gid=0(root) groups=0(root)")
                        .prints(new OsRelease(Web1.HOST), RELEASE)
                        .fails(new JournalSize(Web1.HOST), 0, out, err);

        var facts = Looking.at(Web1.site(), tape.tape(), new HostAccess());

        assertThat(facts.contains(new HostFact.NoJournal(Web1.NAME))).isEqualTo(!kept);
        assertThat(facts)
                .contains(
                        new HostFact.Access(
                                Web1.NAME, true, kept, "Debian GNU/Linux 12 (bookworm)"));
    }

    @Test
    void breaksWithAWayOutWhenThereIsNoLogin() {
        assertThatThrownBy(() -> Looking.at(Web1.site(), Tape.EMPTY, new HostAccess()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isInstanceOf(Outcome.Broke.class));
    }
}
