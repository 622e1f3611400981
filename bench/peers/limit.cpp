// About what the memory can do: open addressing, a cache line a flow, no timeouts, no limit, IPv4 only, an unseeded hash. Threads share nothing.
//   limit pf    FLOWS [THREADS [CHUNKS]]   bursts of 32 with one time stamp: keys and hashes of all, prefetch of all, then the handlers
//   limit nopf  FLOWS [THREADS [CHUNKS]]   packet by packet, without prefetch
//   limit parse FLOWS [THREADS [CHUNKS]]   keys and hashes only
#include "load.h"

constexpr int BURST = 32;

struct alignas(LINE) row { key k; uint64_t packets, bytes, packetsNow, bytesNow, last, first; };
static_assert(sizeof(row) == LINE);

static size_t g_bytes, g_flows;

struct table {
	row* rows; uint64_t mask;
	explicit table(size_t flows) {
		size_t n = 64; while (n * 7 / 10 < flows) n *= 2;
		rows = (row*) allocate(n * sizeof(row)); mask = n - 1;
		__atomic_add_fetch(&g_bytes, n * sizeof(row), __ATOMIC_RELAXED);
	}
	void handle(const key& k, uint64_t at, uint64_t time) {
		for (uint64_t i = at;; i = (i + 1) & mask) {
			row& r = rows[i];
			if (__builtin_expect(r.k == k, 1)) { r.packets++; r.bytes += PACKET; r.packetsNow++; r.bytesNow += PACKET; r.last = time; return; }
			if (!r.k.b) { r = row{k, 1, PACKET, 1, PACKET, time, time}; return; }
		}
	}
};

enum mode { PREFETCH, PLAIN, PARSE };
static volatile uint64_t g_sink;

template<mode M> static auto worker(int, traffic& load) {
	return [t = table(M == PARSE ? 64 : load.flows)](const uint8_t* p, size_t count) mutable {
		key k[BURST]; uint64_t at[BURST], sum = 0;
		for (size_t done = 0; done < count; done += BURST) {
			uint64_t time = M == PARSE ? 0 : stamp();
			int n = 0, some = (int) std::min<size_t>(BURST, count - done);
			for (int i = 0; i < some; i++, p += STRIDE) {
				if (!parse(p, k[n])) continue;
				at[n] = (uint32_t) crc(k[n]) & t.mask;
				if (M == PARSE) sum += at[n];
				else if (M == PLAIN) t.handle(k[n], at[n], time);
				else { __builtin_prefetch(&t.rows[at[n]], 1, 3); n++; }
			}
			for (int i = 0; i < n; i++) t.handle(k[i], at[i], time);
		}
		if (M == PARSE) g_sink = sum;
	};
}

int main(int argc, char** argv) {
	const char* mode = argc > 2 ? argv[1] : ""; g_flows = argc > 2 ? strtoull(argv[2], nullptr, 10) : 0;
	int threads = argc > 3 ? atoi(argv[3]) : 1, chunks = argc > 4 ? atoi(argv[4]) : 40;
	auto bytes = +[] { return (double) g_bytes / g_flows; };
	if (!strcmp(mode, "pf")) race("limit pf", g_flows, threads, chunks, bytes, worker<PREFETCH>);
	else if (!strcmp(mode, "nopf")) race("limit nopf", g_flows, threads, chunks, bytes, worker<PLAIN>);
	else if (!strcmp(mode, "parse")) race("limit parse", g_flows, threads, chunks, bytes, worker<PARSE>);
	else { fprintf(stderr, "usage: limit pf|nopf|parse FLOWS [THREADS [CHUNKS]]\n"); return 2; }
}
