// What all peers share: the packets of `flowc bench`, byte for byte, memory of 2 MiB pages, and a meter of CPU time by chunks.
#pragma once
#include <immintrin.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

constexpr int PACKET = 60, STRIDE = 64, LINE = 64;
constexpr size_t CHUNK = 1 << 18;

// HUGE=0 in the environment: 4 KiB pages.
static inline uint8_t* allocate(size_t bytes) {
	constexpr size_t HUGE_PAGE = 2 << 20;
	auto at = (uintptr_t) mmap(nullptr, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if ((void*) at == MAP_FAILED) { perror("mmap"); exit(1); }
	at = (at + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	const char* huge = getenv("HUGE");
	madvise((void*) at, bytes, huge && !strcmp(huge, "0") ? MADV_NOHUGEPAGE : MADV_HUGEPAGE);
	return (uint8_t*) at;
}

// flowc.load.FlowPackets and PacketSequence: UDP over IPv4, flows drawn uniformly, direction by a coin; of `threads` queues this one has every `threads`-th flow.
struct traffic {
	uint64_t random, flows; uint32_t queue, queues;
	traffic(size_t all, int thread, int threads) : random(42 + 1000003ull * thread), flows((all - thread + threads - 1) / threads), queue(thread), queues(threads) {}
	uint64_t next() {
		uint64_t z = random += 0x9e3779b97f4a7c15ull;
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull; z = (z ^ (z >> 27)) * 0x94d049bb133111ebull; return z ^ (z >> 31);
	}
	static uint32_t mix(uint32_t x) { x = (x ^ (x >> 16)) * 0x85ebca6bu; x = (x ^ (x >> 13)) * 0xc2b2ae35u; return x ^ (x >> 16); }
	static void put(uint8_t* at, uint32_t value) { value = __builtin_bswap32(value); memcpy(at, &value, 4); }
	void write(uint8_t* p, uint64_t own, bool reverse) {
		static const uint8_t headers[34] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, PACKET - 14, 0, 0, 0x40, 0, 64, 17};
		uint32_t flow = (uint32_t) (own * queues + queue);
		memcpy(p, headers, sizeof headers); p[38] = 0; p[39] = PACKET - 34;
		uint32_t ports = mix(flow ^ 0xdeadbeefu), one = mix(flow + 0x1234567u), other = mix(mix(flow ^ 0x55555555u) + 0x9e3779b9u);
		put(p + 26, reverse ? other : one); put(p + 30, reverse ? one : other); put(p + 34, reverse ? ports << 16 | ports >> 16 : ports);
	}
	void introduce(uint8_t* p, uint64_t own) { uint64_t r = next(); write(p, own, r & 1); }
	void draw(uint8_t* p) { uint64_t r = next(); write(p, (unsigned __int128) r * flows >> 64, r & 1); }
};

struct key { uint64_t a, b; bool operator==(const key& o) const { return a == o.a && b == o.b; } };

// Both directions of a 5-tuple are one key: the smaller end comes first. Bit 63 of b tells a key from an empty place.
static inline bool parse(const uint8_t* p, key& k) {
	uint16_t type; memcpy(&type, p + 12, 2);
	if (type != 0x0008 || p[14] != 0x45 || (p[23] != 17 && p[23] != 6)) return false;
	uint32_t src, dst; uint16_t from, to;
	memcpy(&src, p + 26, 4); memcpy(&dst, p + 30, 4); memcpy(&from, p + 34, 2); memcpy(&to, p + 36, 2);
	uint64_t x = (uint64_t) from << 32 | src, y = (uint64_t) to << 32 | dst;
	bool swap = src > dst; uint64_t low = swap ? y : x, high = swap ? x : y;
	k.a = (low & 0xffffffffu) | high << 32;
	k.b = low >> 32 | (high >> 32) << 16 | (uint64_t) p[23] << 32 | 1ull << 63;
	return true;
}
static inline uint64_t crc(const key& k) { return _mm_crc32_u64(_mm_crc32_u64(0x5eed, k.a), k.b); }

// Microseconds, as a tracker stamps what it takes: what it costs belongs to the work.
static inline uint64_t stamp() {
	static const double perMicro = [] {
		timespec a, b; clock_gettime(CLOCK_MONOTONIC, &a); uint64_t from = __rdtsc();
		do clock_gettime(CLOCK_MONOTONIC, &b); while ((b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) * 1e-3 < 1e5);
		return (__rdtsc() - from) / ((b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) * 1e-3);
	}();
	return (uint64_t) (__rdtsc() / perMicro);
}

static inline double seconds(clockid_t clock) { timespec t; clock_gettime(clock, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

// One thread's chunks.
struct meter {
	std::vector<double> rates; double cpu = 0, wall = 0, cpuAll = 0, wallAll = 0;
	void begin() { cpu = seconds(CLOCK_THREAD_CPUTIME_ID); wall = seconds(CLOCK_MONOTONIC); }
	void end() {
		double c = seconds(CLOCK_THREAD_CPUTIME_ID) - cpu, w = seconds(CLOCK_MONOTONIC) - wall;
		rates.push_back(CHUNK / c / 1e6); cpuAll += c; wallAll += w;
	}
};

// Packets enough that they come from memory, and that most flows are among them.
static inline size_t streamLength(size_t flows) { return flows > 4000000 ? (size_t) 1 << 24 : (size_t) 1 << 22; }

// Runs `work(thread, introduce)` of each thread: it introduces its flows, then gives a function that handles packets [from, from + count) of the stream it is given.
template<class Maker> static void race(const char* name, size_t flows, int threads, int chunks, double bytesPerFlow(), Maker maker) {
	std::vector<meter> meters(threads); std::vector<std::thread> running; pthread_barrier_t ready, full;
	pthread_barrier_init(&ready, nullptr, threads); pthread_barrier_init(&full, nullptr, threads);
	for (int t = 0; t < threads; t++) running.emplace_back([&, t] {
		if (threads > 1) { cpu_set_t set; CPU_ZERO(&set); CPU_SET(t % std::thread::hardware_concurrency(), &set); pthread_setaffinity_np(pthread_self(), sizeof set, &set); }
		traffic load(flows, t, threads); size_t count = streamLength(flows), at = 0;
		auto handle = maker(t, load);
		uint8_t* batch = allocate(LINE * STRIDE);
		for (uint64_t own = 0; own < load.flows;) { size_t n = 0; for (; n < LINE && own < load.flows; n++, own++) load.introduce(batch + n * STRIDE, own); handle(batch, n); }
		uint8_t* stream = allocate(count * STRIDE);
		for (size_t i = 0; i < count; i++) load.draw(stream + i * STRIDE);
		pthread_barrier_wait(&full);
		for (int c = -4; c < chunks; c++) {
			if (c == 0) pthread_barrier_wait(&ready);
			meters[t].begin();
			for (size_t done = 0; done < CHUNK; done += LINE) { handle(stream + at * STRIDE, LINE); at = (at + LINE) % count; }
			if (c >= 0) meters[t].end();
		}
	});
	for (auto& t : running) t.join();
	std::vector<double> rates; double cpu = 0, wall = 0;
	for (auto& m : meters) { rates.insert(rates.end(), m.rates.begin(), m.rates.end()); cpu += m.cpuAll; wall = std::max(wall, m.wallAll); }
	std::sort(rates.begin(), rates.end());
	double packets = (double) CHUNK * chunks * threads;
	printf("{\"peer\":\"%s\",\"flows\":%zu,\"workers\":%d,\"mpps\":%.4f,\"mpps_wall\":%.4f,\"mpps_chunk_min\":%.4f,\"mpps_chunk_median\":%.4f,\"mpps_chunk_max\":%.4f,\"packets\":%.0f,\"cpu_seconds\":%.4f,\"wall_seconds\":%.4f,\"bytes_per_flow\":%.1f}\n",
		name, flows, threads, packets / cpu / 1e6, packets / wall / 1e6, rates.front(), rates[rates.size() / 2], rates.back(), packets, cpu, wall, bytesPerFlow());
}
