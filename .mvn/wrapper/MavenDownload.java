import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution, checks its SHA-512 and unpacks it: {@code java MavenDownload.java URL SHA512 TARGET}. Run by mvnw from
 * source, because a machine may have neither curl nor wget nor unzip, but has the JDK. The target appears whole or not at all, also when
 * two run at once.
 */
public final class MavenDownload {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(10);

    private MavenDownload() { }

    public static void main(String[] arguments) throws InterruptedException {
        final URI url = URI.create(arguments[0]);
        final Path target = Path.of(arguments[2]);
        System.err.println("mvnw: downloading " + url);
        try {
            install(url, arguments[1], target);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("mvnw: cannot get Maven from " + url + ": " + reason(e));
            System.exit(1);
        }
    }

    private static void install(URI url, String sha512, Path target) throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(target.getParent());
        final Path work = Files.createTempDirectory(target.getParent(), "download");
        try {
            final Path archive = work.resolve("maven.zip");
            download(url, archive);
            check(archive, sha512);
            unzip(archive, work.resolve("maven"));
            moveIntoPlace(work.resolve("maven"), target);
        } finally {
            delete(work);
        }
    }

    private static void download(URI url, Path archive) throws IOException, InterruptedException {
        try (HttpClient client = client(url)) {
            final HttpRequest request = HttpRequest.newBuilder(url).timeout(DOWNLOAD_TIMEOUT).build();
            final int status = client.send(request, HttpResponse.BodyHandlers.ofFile(archive)).statusCode();
            if (status != 200) {
                throw new IOException("the server answered " + status);
            }
        }
    }

    /** A client that takes the proxy from https_proxy as curl does, else from Java's own settings. */
    private static HttpClient client(URI url) {
        final HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(CONNECT_TIMEOUT);
        final String proxy = Stream.of(url.getScheme() + "_proxy", "HTTPS_PROXY", "ALL_PROXY")
            .map(System::getenv).filter(value -> value != null && !value.isBlank()).findFirst().orElse(null);
        if (proxy != null) {
            final URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            builder.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort() < 0 ? 80 : address.getPort())));
        }
        return builder.build();
    }

    private static void check(Path archive, String sha512) throws IOException, GeneralSecurityException {
        final MessageDigest digest = MessageDigest.getInstance("SHA-512");
        final String actual = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(archive)));
        if (!actual.equalsIgnoreCase(sha512)) {
            throw new IOException("its SHA-512 must be " + sha512 + ": " + actual);
        }
    }

    /** Unpacks without the archive's first folder. */
    private static void unzip(Path archive, Path target) throws IOException {
        try (InputStream file = Files.newInputStream(archive); ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path place = target.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1)).normalize();
                if (!place.startsWith(target)) {
                    throw new IOException("an entry points outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    Files.copy(zip, place);
                }
            }
        }
    }

    private static void moveIntoPlace(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target);
        } catch (FileSystemException e) {
            if (!Files.exists(target.resolve("bin/mvn"))) {  // else another mvnw was first: its copy is as good
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
