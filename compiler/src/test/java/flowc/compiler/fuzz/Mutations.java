package flowc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Changes programs by tokens and by bracketed parts. */
final class Mutations {
    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\n]*|\"[^\"\n]*\"|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z_.:/]*|[-+|&^*/%=<>!?.]{1,3}|.", Pattern.DOTALL);

    private final Random random;
    private final List<String> pool = new ArrayList<>();
    private final List<List<String>> parts = new ArrayList<>();

    Mutations(Random random, List<String> corpus) {
        this.random = random;
        for (final String text : corpus) {
            final List<String> tokens = tokens(text);
            tokens.stream().filter(token -> !token.isBlank()).forEach(pool::add);
            for (int i = 0; i < tokens.size(); i++) {
                final int end = end(tokens, i);
                if (end > i) {
                    parts.add(List.copyOf(tokens.subList(i, end + 1)));
                }
            }
        }
    }

    String mutate(String text) {
        final List<String> tokens = tokens(text);
        final int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
            if (random.nextInt(4) == 0) {
                structural(tokens);
            } else {
                byToken(tokens);
            }
        }
        return String.join("", tokens);
    }

    private void byToken(List<String> tokens) {
        final int at = solid(tokens);
        switch (random.nextInt(6)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, " " + tokens.get(at) + " ");
            case 2 -> {
                final int other = solid(tokens);
                final String kept = tokens.get(at);
                tokens.set(at, tokens.get(other));
                tokens.set(other, kept);
            }
            default -> tokens.set(at, sameKind(tokens.get(at)));
        }
    }

    /** Half of the time a token that looks alike, so that the text still parses. */
    private String sameKind(String token) {
        for (int i = 0; i < 20; i++) {
            final String candidate = pool.get(random.nextInt(pool.size()));
            if (random.nextInt(20) == 0 || kind(candidate) == kind(token)) {
                return candidate;
            }
        }
        return token;
    }

    private static int kind(String token) {
        final char first = token.charAt(0);
        return Character.isLetter(first) ? 0 : Character.isDigit(first) ? 1 : first == '"' ? 2 : "(){}[],".indexOf(first) >= 0 ? 3 + "(){}[],".indexOf(first) : 20;
    }

    /** Replaces, empties or doubles a bracketed part. */
    private void structural(List<String> tokens) {
        final int start = random.nextInt(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            final int at = (start + i) % tokens.size();
            final int end = end(tokens, at);
            if (end > at) {
                final List<String> part = tokens.subList(at, end + 1);
                final List<String> before = List.copyOf(part);
                part.clear();
                switch (random.nextInt(4)) {
                    case 0 -> tokens.addAll(at, List.of(before.getFirst(), before.getLast()));
                    case 1 -> {
                        tokens.addAll(at, before);
                        tokens.addAll(at, before);
                    }
                    default -> tokens.addAll(at, alike(before));
                }
                return;
            }
        }
    }

    private List<String> alike(List<String> part) {
        for (int i = 0; i < 50; i++) {
            final List<String> candidate = parts.get(random.nextInt(parts.size()));
            if (candidate.getFirst().equals(part.getFirst())) {
                return candidate;
            }
        }
        return part;
    }

    private int solid(List<String> tokens) {
        for (int i = 0; i < 50; i++) {
            final int at = random.nextInt(tokens.size());
            if (!tokens.get(at).isBlank() && !tokens.get(at).startsWith("//")) {
                return at;
            }
        }
        return 0;
    }

    private static List<String> tokens(String text) {
        final List<String> tokens = new ArrayList<>();
        final var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Where the bracket that opens at {@code at} closes; -1 when none opens or closes. */
    private static int end(List<String> tokens, int at) {
        final int kind = "({[".indexOf(tokens.get(at));
        if (kind < 0) {
            return -1;
        }
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            final String token = tokens.get(i);
            depth += token.equals("(") || token.equals("{") || token.equals("[") ? 1 : token.equals(")") || token.equals("}") || token.equals("]") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
