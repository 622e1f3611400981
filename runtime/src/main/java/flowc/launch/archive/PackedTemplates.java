package flowc.launch.archive;

import flowc.runtime.export.RecordTemplate;
import flowc.runtime.export.RecordTemplate.PrintPart;

/** Templates of records as bytes. */
final class PackedTemplates {
    private PackedTemplates() {}

    static void put(Packer out, RecordTemplate template) {
        out.number(template.id()).number(template.table()).optional(template.key(), PackedTypes::putKey).choice(template.kind()).text(template.name());
        out.list(template.fields(), PackedTypes::putField).list(template.parts(), PackedTemplates::putPart);
    }

    static RecordTemplate template(Unpacker in) {
        return new RecordTemplate(in.number(), in.number(), in.optional(PackedTypes::key), in.choice(RecordTemplate.Kind.values()), in.text(),
                in.list(PackedTypes::field), in.list(PackedTemplates::part));
    }

    private static void putPart(Packer out, PrintPart part) {
        switch (part) {
            case PrintPart.Text text -> out.flag(false).text(text.text());
            case PrintPart.Hole hole -> out.flag(true).number(hole.field()).text(hole.format());
        }
    }

    private static PrintPart part(Unpacker in) {
        return in.flag() ? new PrintPart.Hole(in.number(), in.text()) : new PrintPart.Text(in.text());
    }
}
