package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Sign;

import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// A sign in its colour, which names itself to screen readers.
public final class SignBadge extends StackPane {
    private final FontIcon icon = new FontIcon();

    /// A badge that shows one sign.
    public SignBadge(Sign sign) {
        getStyleClass().add("sign");
        icon.getStyleClass().add("sign-icon");
        getChildren().add(icon);
        show(sign);
    }

    /// Shows another sign.
    public void show(Sign sign) {
        Looks.mark(this, sign);
        icon.setIconCode(ikon(sign));
        setAccessibleText(sign.word());
    }

    private static Ikon ikon(Sign sign) {
        return switch (sign) {
            case WELL -> MaterialDesignC.CHECK_BOLD;
            case LOOK -> MaterialDesignE.EXCLAMATION_THICK;
            case BROKEN -> MaterialDesignC.CLOSE_THICK;
            case UNKNOWN -> MaterialDesignH.HELP;
            case NOTED -> MaterialDesignI.INFORMATION_VARIANT;
            case NOT_HERE -> MaterialDesignM.MINUS_THICK;
            case WAITING -> MaterialDesignT.TIMER_SAND_EMPTY;
            case LOOKING -> MaterialDesignD.DOTS_HORIZONTAL;
        };
    }
}
