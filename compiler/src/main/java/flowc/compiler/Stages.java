package flowc.compiler;

/** The results of a compilation's stages as text, printed when asked for. */
public interface Stages {
    /** Empty when errors kept the compilation from reaching {@code stage}. */
    String text(Stage stage);
}
