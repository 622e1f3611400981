// What a flow table costs in plain C++ on this machine: the same packets as flowc.bench.Pace has, the same key, no engine around it.
//   peer probe FLOWS [CHUNKS]   open addressing, one cache line a flow, bursts of 64 with prefetch: near the limit of the memory
//   peer plain FLOWS [CHUNKS]   the same without prefetch
//   peer nodes FLOWS [CHUNKS]   a node for each flow behind an array of buckets, as general maps have it, without their locks
//   peer parse FLOWS [CHUNKS]   parse and hash only
// One thread; million packets per second of its CPU time, the median of chunks. HUGE=0 in the environment: 4 KiB pages.
#include <immintrin.h>
#include <sys/mman.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

constexpr int FRAME = 64, BURST = 64, LINE = 64;
constexpr size_t CHUNK = 1 << 18;

static uint8_t* allocate(size_t bytes) {
	constexpr size_t HUGE_PAGE = 2 << 20;
	auto at = (uintptr_t) mmap(nullptr, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if ((void*) at == MAP_FAILED) { perror("mmap"); exit(1); }
	at = (at + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	const char* huge = getenv("HUGE");
	madvise((void*) at, bytes, huge && !strcmp(huge, "0") ? MADV_NOHUGEPAGE : MADV_HUGEPAGE);
	return (uint8_t*) at;
}

static double cpu() { timespec t; clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

// flowc.bench.Packets, byte for byte.
static uint64_t random_state = 42;
static uint64_t next_random() {
	uint64_t z = random_state += 0x9e3779b97f4a7c15ull;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull; z = (z ^ (z >> 27)) * 0x94d049bb133111ebull; return z ^ (z >> 31);
}
static uint32_t mix(uint32_t x) { x = (x ^ (x >> 16)) * 0x85ebca6bu; x = (x ^ (x >> 13)) * 0xc2b2ae35u; return x ^ (x >> 16); }
static void put(uint8_t* at, uint32_t value) { value = __builtin_bswap32(value); memcpy(at, &value, 4); }
static void frame(uint8_t* p, uint32_t flow, bool reverse) {
	static const uint8_t headers[34] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, FRAME - 14, 0, 0, 0x40, 0, 64, 17};
	memset(p, 0, FRAME); memcpy(p, headers, sizeof headers); p[39] = FRAME - 34;
	uint32_t ports = mix(flow ^ 0xdeadbeefu), one = mix(flow + 0x1234567u), other = mix(mix(flow ^ 0x55555555u) + 0x9e3779b9u);
	put(p + 26, reverse ? other : one); put(p + 30, reverse ? one : other); put(p + 34, reverse ? ports << 16 | ports >> 16 : ports);
}

struct key { uint64_t a, b; bool operator==(const key& o) const { return a == o.a && b == o.b; } };

static inline bool parse(const uint8_t* p, key& k) {
	uint16_t type; memcpy(&type, p + 12, 2);
	if (type != 0x0008 || p[14] != 0x45 || (p[23] != 17 && p[23] != 6)) return false;
	uint32_t src, dst; uint16_t from, to;
	memcpy(&src, p + 26, 4); memcpy(&dst, p + 30, 4); memcpy(&from, p + 34, 2); memcpy(&to, p + 36, 2);
	uint64_t x = (uint64_t) from << 32 | src, y = (uint64_t) to << 32 | dst;
	bool swap = src > dst; uint64_t low = swap ? y : x, high = swap ? x : y;
	k.a = (low & 0xffffffffu) | high << 32;
	k.b = low >> 32 | (high >> 32) << 16 | (uint64_t) p[23] << 32 | 1ull << 63; // bit 63: there is a flow
	return true;
}
static inline uint64_t hash(const key& k) { return _mm_crc32_u64(_mm_crc32_u64(0x5eed, k.a), k.b) * 0x9e3779b97f4a7c15ull >> 20; }

struct alignas(LINE) row { key k; uint64_t packets, bytes, lastSeen, start, spare[2]; };

struct probing {
	row* rows; uint64_t mask;
	explicit probing(size_t flows) { size_t n = 64; while (n * 7 / 10 < flows) n *= 2; rows = (row*) allocate(n * sizeof(row)); mask = n - 1; }
	void fetch(uint64_t h) const { __builtin_prefetch(&rows[h & mask], 1, 3); }
	void touch(const key& k, uint64_t h, uint64_t time) {
		for (uint64_t i = h & mask;; i = (i + 1) & mask) {
			row& r = rows[i];
			if (r.k == k) { r.packets++; r.bytes += FRAME; r.lastSeen = time; return; }
			if (!r.k.b) { r = row{k, 1, FRAME, time, time, {}}; return; }
		}
	}
};

struct chained {
	struct node { node* next; uint64_t hash; row r; };
	node** buckets; uint64_t mask; node* free;
	explicit chained(size_t flows) {
		size_t n = 64; while (n < flows) n *= 2;
		buckets = (node**) allocate(n * sizeof(node*)); mask = n - 1; free = (node*) allocate((flows + 1) * sizeof(node));
	}
	void fetch(uint64_t) const {}
	void touch(const key& k, uint64_t h, uint64_t time) {
		node*& head = buckets[h & mask];
		for (node* n = head; n; n = n->next) if (n->hash == h && n->r.k == k) { n->r.packets++; n->r.bytes += FRAME; n->r.lastSeen = time; return; }
		*free = node{head, h, row{k, 1, FRAME, time, time, {}}}; head = free++;
	}
};

enum mode { FETCH, PLAIN, PARSE };

template<mode M, class T> static uint64_t burst(T& table, const uint8_t* p, uint64_t time) {
	key k[BURST]; uint64_t h[BURST], sum = 0; int n = 0;
	for (int i = 0; i < BURST; i++, p += FRAME) {
		if (!parse(p, k[n])) continue;
		h[n] = hash(k[n]);
		if (M == PARSE) { sum += h[n]; continue; }
		if (M == PLAIN) { table.touch(k[n], h[n], time); continue; }
		table.fetch(h[n]); n++;
	}
	for (int i = 0; i < n; i++) table.touch(k[i], h[i], time);
	return sum;
}

template<mode M, class T> static void run(const char* name, size_t flows, int chunks) {
	size_t count = flows > 4000000 ? 1 << 24 : 1 << 22, at = 0; uint64_t time = 0, sum = 0;
	uint8_t* frames = allocate(count * FRAME);
	for (size_t i = 0; i < count; i++) { uint64_t r = next_random(); frame(frames + i * FRAME, (uint32_t) ((unsigned __int128) r * flows >> 64), r & 1); }
	T table(flows);
	std::vector<double> rates;
	for (size_t warm = 2 * count / CHUNK, c = 0; c < warm + chunks; c++) {
		double start = cpu();
		for (size_t done = 0; done < CHUNK; done += BURST) { sum += burst<M>(table, frames + at * FRAME, time++); at = (at + BURST) % count; }
		if (c >= warm) rates.push_back(CHUNK / (cpu() - start) / 1e6);
	}
	std::sort(rates.begin(), rates.end());
	printf("RES peer-%s n=%zu chunk=%zu chunks=%d cpu_mpps_min=%.3f med=%.3f max=%.3f%s\n", name, flows, CHUNK, chunks, rates.front(), rates[rates.size() / 2], rates.back(), sum == 1 ? " " : "");
}

int main(int argc, char** argv) {
	const char* name = argc > 2 ? argv[1] : "";
	size_t flows = argc > 2 ? strtoull(argv[2], nullptr, 10) : 0; int chunks = argc > 3 ? atoi(argv[3]) : 40;
	if (!strcmp(name, "probe")) run<FETCH, probing>(name, flows, chunks);
	else if (!strcmp(name, "plain")) run<PLAIN, probing>(name, flows, chunks);
	else if (!strcmp(name, "nodes")) run<PLAIN, chained>(name, flows, chunks);
	else if (!strcmp(name, "parse")) run<PARSE, probing>(name, flows, chunks);
	else { fprintf(stderr, "usage: peer probe|plain|nodes|parse FLOWS [CHUNKS]\n"); return 2; }
}
