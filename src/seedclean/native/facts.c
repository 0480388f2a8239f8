/* The facts of a text: what it holds anywhere, a bit for each, of which facts.py says what they mean. */

#include "facts.h"

enum { STARTS = 4096, WHOLE = 1, LONGER = 2, STEPS = 3, NOTICE = 64 };
enum { FEW_POINTS = 2, MOST_BLANKS = 3 };
enum { NO_BREAK = 0xA0 };
EXPORT const int32_t START_COUNT[] = {STARTS};

typedef struct {
    const uint64_t *characters; /* the facts of each near code point */
    const uint64_t *pairs;      /* as for `odd_pairs`: its kinds are the lowest bits */
    uint64_t wanted;            /* kinds of pairs */
    const void *flags;          /* the tables of `flags` */
    const uint16_t *letters;    /* as for `rows_that_repeat` */
    int64_t longest;
    uint64_t seed;
    const uint16_t *lower;
    const uint8_t *starts; /* of the first points of lines or sentences: whether some of them are a fact */
    int64_t few_lines, many_lines;
    int64_t fewest_letters, most_letters; /* as for `look_for_dates` */
    uint64_t start, few, many, repeat, opening, date; /* the other facts */
    uint64_t end;                                     /* said of what may end a sentence, and of no text */
    int64_t first_flag;                               /* the number of the bit of the first flag */
    uint64_t countable;                /* characters of which two are another fact, so many bits above */
    int64_t twice;
} Facts;

static inline uint32_t slot_of_start(const uint32_t *points, int64_t count) {
    uint32_t slot = 0;
    for (int64_t i = 0; i < count; i++) slot = slot * 31 + points[i];
    return slot & (STARTS - 1);
}

static int begins_so(const Facts *facts, const uint32_t *points, int64_t count) {
    for (int step = 0; step < STEPS; step++) { /* two, four and eight points, two bits for each */
        int64_t length = (int64_t)FEW_POINTS << step;
        int known = count < length ? 0 : facts->starts[slot_of_start(points, length)] >> 2 * step;
        if (known & WHOLE) return 1;
        if (!(known & LONGER)) return 0;
    }
    return 0;
}

/* Whether a sentence that starts here may begin as notices do. */
static int may_open(const Facts *facts, const uint32_t *points, int64_t count) {
    int64_t i = 0;
    while (i < count && i < MOST_BLANKS && (points[i] == ' ' || points[i] == '\t' || points[i] == NO_BREAK)) i++;
    uint32_t small[1 << (STEPS - 1)];
    int64_t length = 0;
    for (int step = 0; step < STEPS; step++) { /* one, two and four points */
        for (; length < 1 << step; length++, i++) {
            if (i == count || points[i] >= NEAR_POINTS) return 0;
            small[length] = facts->lower[points[i]];
        }
        if (facts->starts[slot_of_start(small, length)] & NOTICE) return 1;
    }
    return 0;
}

/* Find the rows in which a sentence may begin as notices do. `rows` gets them while there is room; returns how many
   there are, with room for them or not. */
EXPORT int64_t rows_that_open(const Facts *facts, const uint32_t *points, int64_t count, int64_t *rows, int64_t room) {
    int64_t found = 0, row = 0, last = -1;
    for (int64_t i = -1; i < count; i++) {
        uint32_t point = i < 0 ? '\n' : points[i];
        row += i >= 0 && point == '\n';
        uint64_t here = facts->characters[point < NEAR_POINTS ? point : NEAR_POINTS - 1];
        if (!(here & facts->end) || row == last || !may_open(facts, points + i + 1, count - i - 1)) continue;
        if (found < room) rows[found] = row;
        found++;
        last = row;
    }
    return found;
}

/* The facts of a text, as the bits of one number. */
EXPORT uint64_t facts(const Facts *facts, const uint32_t *points, int64_t count) {
    uint64_t found = begins_so(facts, points, count) ? facts->start : 0;
    uint64_t twice = 0;
    int opens = may_open(facts, points, count);
    int64_t lines = 1;
    for (int64_t i = 0; i < count; i++) {
        uint64_t here = facts->characters[points[i] < NEAR_POINTS ? points[i] : NEAR_POINTS - 1];
        twice |= found & here;
        found |= here;
        if (here & facts->end && !opens) opens = may_open(facts, points + i + 1, count - i - 1);
        if (points[i] != '\n') continue;
        lines++;
        if (begins_so(facts, points + i + 1, count - i - 1)) found |= facts->start;
    }
    found |= (twice & facts->countable) << facts->twice;
    found &= ~facts->end;
    if (opens) found |= facts->opening;
    if (any_date(points, count, facts->fewest_letters, facts->most_letters)) found |= facts->date;
    if (lines >= facts->few_lines) found |= facts->few;
    if (lines >= facts->many_lines) found |= facts->many;
    found |= pair_kinds(facts->pairs, facts->wanted, points, count);
    found |= (uint64_t)any_flags(facts->flags, points, count) << facts->first_flag;
    if (rows_that_repeat(facts->letters, facts->longest, facts->seed, points, count, 0, 0)) found |= facts->repeat;
    return found;
}
