package flowc.load;

/** Uniform 64-bit numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). One thread. */
public final class Random64 {
    private long state;

    public Random64(long seed) {
        this.state = seed;
    }

    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
