package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import flowc.architecture.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what mvnw runs, against a server of our own. */
class MavenDownloadTest {
    @TempDir
    private Path folder;
    private final byte[] archive = zip("apache-maven-0/bin/mvn", "echo ran");
    private HttpServer server;

    MavenDownloadTest() throws IOException { }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven.zip", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] zip(String name, String text) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Shell download(String path, String sha512) throws IOException, InterruptedException {
        final String url = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getAddress().getPort() + path;
        final Path program = Project.ROOT.resolve(".mvn/wrapper/MavenDownload.java");
        return Shell.run(folder, Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            program.toString(), url, sha512, folder.resolve("dists/maven").toString()));
    }

    @Test
    void unpacksWithoutTheFirstFolder() throws Exception {
        final Shell result = download("/maven.zip", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive)));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("echo ran", Files.readString(folder.resolve("dists/maven/bin/mvn")));
        assertEquals(List.of("maven"), leftBehind());
    }

    @Test
    void archiveWithAnotherSumIsNotUnpacked() throws Exception {
        final Shell result = download("/maven.zip", "00".repeat(64));
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("its SHA-512 must be 000"), result.err());
        assertFalse(Files.exists(folder.resolve("dists/maven")));
        assertEquals(List.of(), leftBehind());
    }

    @Test
    void serversRefusalIsSaidInOneLine() throws Exception {
        final Shell result = download("/other.zip", "00".repeat(64));
        assertEquals(1, result.exitCode());
        assertTrue(result.err().lines().toList().getLast().endsWith("the server answered 404"), result.err());
    }

    private List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("dists"))) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
