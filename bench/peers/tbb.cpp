// FlowScope's design: one concurrent hash map for all threads, a node for each flow, locked by an accessor while the handler runs. Its own handlers are scripts,
// so C++ ones make this the most that design can do. Nodes come from one run of 2 MiB pages and are never given back, which is the best case.
//   tbb noop FLOWS [THREADS [CHUNKS]]   finds the flow          tbb live FLOWS [THREADS [CHUNKS]]   counts as liveStatistician does
#include "load.h"

#include <atomic>
#include <oneapi/tbb/concurrent_hash_map.h>

static uint8_t* g_heap; static std::atomic<size_t> g_used; static size_t g_flows;

template<class T> struct pages {
	using value_type = T;
	pages() = default;
	template<class U> pages(const pages<U>&) {}
	T* allocate(size_t n) { return (T*) (g_heap + g_used.fetch_add((n * sizeof(T) + 15) / 16 * 16)); }
	void deallocate(T*, size_t) {}
	template<class U> bool operator==(const pages<U>&) const { return true; }
};

struct compare {
	static size_t hash(const key& k) { return crc(k) * 0x9e3779b97f4a7c15ull >> 16; }
	static bool equal(const key& a, const key& b) { return a == b; }
};

struct noop { uint64_t unused; void handle(uint64_t, bool) {} };
struct live {
	uint64_t packets, bytes, packetsNow, bytesNow, last, first, spare[2];
	void handle(uint64_t time, bool fresh) { packets++; bytes += PACKET; packetsNow++; bytesNow += PACKET; last = time; if (fresh) first = time; }
};

template<class State> static void run(const char* name, int threads, int chunks) {
	g_heap = allocate((g_flows + 65536) * (sizeof(State) + 128));
	using map = tbb::concurrent_hash_map<key, State, compare, pages<std::pair<const key, State>>>;
	map flows;
	race(name, g_flows, threads, chunks, +[] { return (double) g_used / g_flows; }, [&](int, traffic&) {
		return [&flows](const uint8_t* p, size_t count) {
			typename map::accessor found; key k;
			for (size_t i = 0; i < count; i++, p += STRIDE) {
				uint64_t time = stamp();
				if (!parse(p, k)) continue;
				bool fresh = flows.insert(found, k);
				if (fresh) found->second = State{};
				found->second.handle(time, fresh);
				found.release();
			}
		};
	});
}

int main(int argc, char** argv) {
	const char* mode = argc > 2 ? argv[1] : ""; g_flows = argc > 2 ? strtoull(argv[2], nullptr, 10) : 0;
	int threads = argc > 3 ? atoi(argv[3]) : 1, chunks = argc > 4 ? atoi(argv[4]) : 40;
	if (!strcmp(mode, "noop")) run<noop>("tbb noop", threads, chunks);
	else if (!strcmp(mode, "live")) run<live>("tbb live", threads, chunks);
	else { fprintf(stderr, "usage: tbb noop|live FLOWS [THREADS [CHUNKS]]\n"); return 2; }
}
