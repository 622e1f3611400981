package flowc.cli.filter;

import flowc.runtime.InvalidSetting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a netmask as people write it. */
final class Netmask {
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|\\d{1,10}");

    private Netmask() {}

    /** Takes 255.255.255.0, 0xffffff00 or 4294967040; throws {@link InvalidSetting} for anything else. */
    static int parse(String text) {
        final Matcher dotted = DOTTED.matcher(text);
        long mask = -1;
        if (dotted.matches()) {
            mask = 0;
            for (int group = 1; group <= 4; group++) {
                final int part = Integer.parseInt(dotted.group(group));
                mask = part > 255 ? Long.MAX_VALUE : mask << Byte.SIZE | part;
            }
        } else if (NUMBER.matcher(text).matches()) {
            mask = Long.decode(text.startsWith("0") && !text.toLowerCase(java.util.Locale.ROOT).startsWith("0x") ? text.replaceFirst("^0+(?=.)", "") : text);
        }
        if (mask > 0 && mask <= Integer.SIZE) {
            throw new InvalidSetting("--netmask expects a mask, not the length of a prefix: for /" + mask + " write 0x" + Integer.toHexString(-1 << Integer.SIZE - (int) mask));
        }
        if (mask < 0 || mask > 0xffff_ffffL) {
            throw new InvalidSetting("--netmask expects a mask such as 255.255.255.0 or 0xffffff00, got '" + text + "'");
        }
        return (int) mask;
    }
}
