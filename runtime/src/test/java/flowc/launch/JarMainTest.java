package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JarMainTest {
    @Test
    void tellsAnOlderJavaWhatIsNeededAndWhatItIs() {
        assertEquals("""
                error: this tracker needs Java 25 or newer, and this is Java 17 (/opt/java17)
                help: run it by a newer one's own command: /path/to/jdk-25/bin/java -jar FILE.jar
                """, JarMain.refusal("17", "/opt/java17"));
        assertEquals("error: this tracker needs Java 25 or newer, and this is Java 8 (/jre)", JarMain.refusal("1.8", "/jre").lines().findFirst().orElseThrow());
    }

    @Test
    void letsTheJavaThatIsNeededAndNewerOnesPass() {
        assertEquals("", JarMain.refusal("25", "/opt/java25"));
        assertEquals("", JarMain.refusal("31", "/opt/java31"));
        assertEquals("", JarMain.refusal(System.getProperty("java.specification.version"), "/here"));
    }
}
