/*
 * The peers of bench/filters/run, a shared library: the filters of that race as one would write them by hand for Ethernet, one function each, called
 * through a pointer, and libpcap's interpreter (found at run time, if it is there). Both take packets by the descriptors that flowc's bursts have.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;

struct descriptor {
    const u8 *packet;
    int64_t time;
    u32 captured, wire, link_type, interface;
};

typedef int (*filter)(const u8 *, u32, u32);

#define H(x) __builtin_bswap16(x)
#define N(x) __builtin_bswap32(x)

static inline u16 half(const u8 *p) { u16 v; memcpy(&v, p, 2); return v; }
static inline u32 word(const u8 *p) { u32 v; memcpy(&v, p, 4); return v; }

enum { ARP = 0x0806, IP = 0x0800, RARP = 0x8035, IP6 = 0x86dd, ICMP = 1, TCP = 6, UDP = 17, FRAGMENT = 44, SCTP = 132 };

static inline int is(const u8 *p, u16 type) { return half(p + 12) == H(type); }

/* IPv4 at its first fragment: where its payload begins, else 0. */
static inline u32 payload(const u8 *p) { return half(p + 20) & H(0x1fff) ? 0 : 14 + (p[14] & 15) * 4; }

static inline int protocol(const u8 *p, u32 n, u8 number) {
    if (n < 14) return 0;
    if (is(p, IP)) return n >= 24 && p[23] == number;
    if (is(p, IP6)) return n >= 21 && (p[20] == number || (p[20] == FRAGMENT && n >= 55 && p[54] == number));
    return 0;
}

static inline int host(const u8 *p, u32 n, u32 address, u32 mask) {
    if (n < 14) return 0;
    if (is(p, IP)) return n >= 34 && ((word(p + 26) & N(mask)) == N(address) || (word(p + 30) & N(mask)) == N(address));
    if (is(p, ARP) || is(p, RARP)) return n >= 42 && ((word(p + 28) & N(mask)) == N(address) || (word(p + 38) & N(mask)) == N(address));
    return 0;
}

static inline int source(const u8 *p, u32 n, u32 address, u32 mask) {
    if (n < 14) return 0;
    if (is(p, IP)) return n >= 30 && (word(p + 26) & N(mask)) == N(address);
    if (is(p, ARP) || is(p, RARP)) return n >= 32 && (word(p + 28) & N(mask)) == N(address);
    return 0;
}

static inline int tcp_port(const u8 *p, u32 n, u16 port, int destination_too) {
    u32 at;
    if (n < 14) return 0;
    if (is(p, IP)) {
        if (n < 34 || p[23] != TCP) return 0;
        at = payload(p);
        if (at == 0) return 0;
    } else if (is(p, IP6)) {
        if (n < 58 || p[20] != TCP) return 0;
        at = 54;
    } else {
        return 0;
    }
    return n >= at + 4 && (half(p + at) == H(port) || (destination_too && half(p + at + 2) == H(port)));
}

static inline int has_ports(u8 number) { return number == TCP || number == UDP || number == SCTP; }

/* Where the ports are, 0 without any. */
static inline u32 ports(const u8 *p, u32 n) {
    u32 at;
    if (n < 14) return 0;
    if (is(p, IP)) {
        if (n < 34 || !has_ports(p[23])) return 0;
        at = payload(p);
    } else if (is(p, IP6)) {
        if (n < 58 || !has_ports(p[20])) return 0;
        at = 54;
    } else {
        return 0;
    }
    return at && n >= at + 4 ? at : 0;
}

static inline int port(const u8 *p, u32 n, u16 number) {
    const u32 at = ports(p, n);
    return at && (half(p + at) == H(number) || half(p + at + 2) == H(number));
}

static inline int range(const u8 *p, u32 n, u16 last) {
    const u32 at = ports(p, n);
    return at && (H(half(p + at)) <= last || H(half(p + at + 2)) <= last);
}

#define FILTER(name, condition) static int name(const u8 *p, u32 n, u32 wire) { (void) p; (void) n; (void) wire; return condition; }

FILTER(f00, tcp_port(p, n, 80, 1))
FILTER(f01, host(p, n, 0x0a000001, ~0u) && protocol(p, n, UDP))
static int f02(const u8 *p, u32 n, u32 wire) {
    (void) wire;
    if (n < 34 || !is(p, IP) || p[23] != TCP) return 0;
    const u32 at = payload(p);
    return at && n >= at + 14 && (p[at + 13] & 3) != 0;
}
static int f03(const u8 *p, u32 n, u32 wire) {
    (void) wire;
    if (n < 34 || !is(p, IP) || p[23] != UDP) return 0;
    const u32 from = word(p + 26), to = word(p + 30), a = N(0x01020304), b = N(0x05060708);
    if (!((from == a && to == b) || (from == b && to == a))) return 0;
    const u32 at = payload(p);
    if (!at || n < at + 4) return 0;
    const u16 source = half(p + at), destination = half(p + at + 2);
    return (source == H(53) && destination == H(4242)) || (source == H(4242) && destination == H(53));
}
FILTER(f04, source(p, n, 0x0a000000, 0xff000000) && !port(p, n, 22))
FILTER(f05, 1)
FILTER(f06, n >= 14 && is(p, IP))
FILTER(f07, protocol(p, n, TCP))
FILTER(f08, n >= 24 && is(p, IP) && p[23] == ICMP)
FILTER(f09, tcp_port(p, n, 5555, 1))
FILTER(f10, range(p, n, 6000))
FILTER(f11, tcp_port(p, n, 80, 0))
FILTER(f12, source(p, n, 0xb24f9600, 0xffffff00))
FILTER(f13, range(p, n, 5))
FILTER(f14, host(p, n, 0xb24f96e9, ~0u))
FILTER(f15, host(p, n, 0xb24f96ea, ~0u))
FILTER(f16, host(p, n, 0xb24f9600, 0xffffff00))
FILTER(f17, host(p, n, 0xb24f9700, 0xffffff00))
static int f18(const u8 *p, u32 n, u32 wire) {
    if (!f00(p, n, wire) || !is(p, IP)) return 0;
    const u32 header = (p[14] & 15) * 4;
    if (n < 14 + header + 13) return 0;
    return H(half(p + 16)) - header - ((p[14 + header + 12] & 0xf0) >> 2) != 0;
}

static const filter FILTERS[] = {f00, f01, f02, f03, f04, f05, f06, f07, f08, f09, f10, f11, f12, f13, f14, f15, f16, f17, f18};

/* Matches of all rounds. */
int64_t run_c(int64_t number, const struct descriptor *packets, int64_t count, int64_t rounds) {
    const filter volatile chosen = FILTERS[number];
    int64_t matches = 0;
    for (int64_t round = 0; round < rounds; round++) {
        const filter function = chosen;
        for (int64_t i = 0; i < count; i++) {
            matches += function(packets[i].packet, packets[i].captured, packets[i].wire) != 0;
        }
    }
    return matches;
}

struct program {
    unsigned length;
    void *instructions;
};

struct header {
    struct timeval time;
    u32 captured, wire;
};

static void *(*open_dead)(int, int);
static int (*compile)(void *, struct program *, const char *, int, u32);
static int (*offline_filter)(const struct program *, const struct header *, const u8 *);

/* libpcap's program, optimised, for Ethernet; null where there is no libpcap or it refuses. */
struct program *compile_pcap(const char *expression) {
    static void *library;
    if (!library) {
        library = dlopen("libpcap.so.0.8", RTLD_NOW);
        if (!library) library = dlopen("libpcap.so.1", RTLD_NOW);
        if (!library) return NULL;
        open_dead = (void *(*)(int, int)) dlsym(library, "pcap_open_dead");
        compile = (int (*)(void *, struct program *, const char *, int, u32)) dlsym(library, "pcap_compile");
        offline_filter = (int (*)(const struct program *, const struct header *, const u8 *)) dlsym(library, "pcap_offline_filter");
    }
    struct program *made = calloc(1, sizeof *made);
    return compile(open_dead(1, 262144), made, expression, 1, 0xffffffff) == 0 ? made : NULL;
}

int64_t run_pcap(const struct program *program, const struct descriptor *packets, int64_t count, int64_t rounds) {
    int64_t matches = 0;
    for (int64_t round = 0; round < rounds; round++) {
        for (int64_t i = 0; i < count; i++) {
            const struct header header = {.captured = packets[i].captured, .wire = packets[i].wire};
            matches += offline_filter(program, &header, packets[i].packet) != 0;
        }
    }
    return matches;
}
