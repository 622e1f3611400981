package flowc.load;

/** Chooses one of several flows, again and again. One thread. */
sealed interface FlowDraw {
    /** A flow's number from 0 on. {@code random} is 64 uniform bits; what else is needed comes from {@code more}. */
    long draw(long random, Random64 more);

    static FlowDraw of(long flows, double zipf) {
        return zipf == 0 || flows == 1 ? new Uniform(flows) : new Zipf(flows, zipf);
    }

    record Uniform(long flows) implements FlowDraw {
        @Override
        public long draw(long random, Random64 more) {
            return Math.unsignedMultiplyHigh(random, flows);
        }
    }

    /**
     * Flow k comes in proportion to (k + 1)^-exponent. Rejection-inversion: W. Hörmann, G. Derflinger, "Rejection-inversion to generate variates from
     * monotone discrete distributions", ACM TOMACS 6(3), 1996. A few tries for any number of flows, and no table of them.
     */
    final class Zipf implements FlowDraw {
        private static final double NEAR_ZERO = 1e-8;

        private final long flows;
        private final double exponent;
        private final double low;
        private final double high;
        private final double sure;

        Zipf(long flows, double exponent) {
            this.flows = flows;
            this.exponent = exponent;
            this.low = integral(1.5) - 1;
            this.high = integral(flows + 0.5);
            this.sure = 2 - inverse(integral(2.5) - density(2));
        }

        @Override
        public long draw(long random, Random64 more) {
            long bits = random;
            while (true) {
                final double area = high + ((bits >>> 11) * 0x1p-53) * (low - high);
                final double place = inverse(area);
                final long rank = Math.clamp((long) (place + 0.5), 1, flows);
                if (rank - place <= sure || area >= integral(rank + 0.5) - density(rank)) {
                    return rank - 1;
                }
                bits = more.next();
            }
        }

        private double density(double rank) {
            return Math.exp(-exponent * Math.log(rank));
        }

        /** Of the density from 1 to {@code place}, also where the exponent is 1. */
        private double integral(double place) {
            final double log = Math.log(place);
            return growth((1 - exponent) * log) * log;
        }

        private double inverse(double area) {
            final double bounded = Math.max(-1, area * (1 - exponent));
            return Math.exp(logarithm(bounded) * area);
        }

        /** (e^x - 1) / x */
        private static double growth(double x) {
            return Math.abs(x) > NEAR_ZERO ? Math.expm1(x) / x : 1 + x / 2;
        }

        /** log(1 + x) / x */
        private static double logarithm(double x) {
            return Math.abs(x) > NEAR_ZERO ? Math.log1p(x) / x : 1 - x / 2;
        }
    }
}
