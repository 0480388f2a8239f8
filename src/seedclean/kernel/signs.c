/* What lines could be, by their words.

   sign_words.py says what each sign means; this file keeps to its order. Words, marks and limits come from there. */

#include "words.h"

enum { NEAR_POINTS = 0x10000, ASCII_END = 0x80, NO_BREAK = 0xA0, WIDE_COLON = 0xFF1A };
enum { FIRST_WORDS = 3, PAIRS = 4096 };
enum { MOST_SMALL = 1024 }; /* as in compiled_signs.py: no line is made small that is longer */
enum { ASK = -1 };          /* the signs of a line of which this file knows too little */

/* The signs that no word brings; as in signs.py and sign_words.py. */
enum { FIGURE = 1 << 0, LOOK = 1 << 1, RIGHTS = 1 << 2, PROSE = 1 << 14, GOES_ON = 1 << 15 };
enum { SIGNS = (1 << 16) - 1, MAY_BE_LABEL = 1 << 16, PASSED_OVER = 1 << 17 };

/* What is said of a character; as in compiled_signs.py. */
enum {
    BLANK = 1 << 0,
    ALPHA = 1 << 1,
    LOWER = 1 << 2,
    UPPER = 1 << 3,
    UNSPACED = 1 << 4,
    CLOSING = 1 << 5,
    END = 1 << 6,
    GOING_ON = 1 << 7,
    OF_RIGHTS = 1 << 8,
    AROUND = 1 << 9,
    AROUND_WORD = 1 << 10,
    AROUND_ROLE = 1 << 11,
    STRANGE = 1 << 12, /* its lower case is not one character, or not always the same */
};

/* Texts and the signs that each of them brings. */
typedef struct {
    const uint8_t *pairs; /* for each pair of characters whether a text begins with it */
    const uint64_t *keys;
    const int32_t *signs; /* of the text in each slot */
    int64_t slots;
    int64_t longest;
    uint64_t seed;
} Texts;

/* Parts that are searched for, and the signs that each of them brings. */
typedef struct {
    const uint32_t *points;
    const int32_t *starts;
    const int32_t *signs;
    const uint8_t *pairs;
    int64_t count;
} Parts;

typedef struct {
    const uint16_t *traits; /* of each near code point */
    const uint16_t *lower;  /* its lower case */
    Texts words;            /* anywhere in a line */
    Texts openings;         /* its first word */
    Texts labels;           /* the whole line */
    Texts roles;            /* before its first colon */
    Parts page_words;       /* one of them begins a line of one word */
    Parts dense, plain, foreign, cookies;
    int32_t few_points, longest_rights, longest_licence, longest_cookie_notice;
    int32_t few_words, many_words, most_label_words, most_label_points;
    int32_t first_unspaced, longest_word, points_a_word;
} Tables;

/* A line, stripped; it is not empty, and no character in it is strange. */
typedef struct {
    const uint32_t *points;
    int64_t count;
    int64_t words;
    int32_t bars, colons, wide_colons, of_rights;
    int plain; /* ASCII and nothing else */
    int dense; /* words may stand without blanks between */
} Line;

static inline int is(const Tables *tables, uint32_t point, int traits) {
    return (point < NEAR_POINTS ? tables->traits[point] : STRANGE) & traits;
}

/* Where a pair of characters stands in `pairs`; most pairs of a text begin nothing. As in compiled_signs.py. */
static inline uint32_t pair_of(uint32_t first, uint32_t second) { return (first ^ (second << 6)) & (PAIRS - 1); }

static int32_t brought_by(const Texts *texts, const uint32_t *points, int64_t count) {
    if (!count || count > texts->longest) return 0;
    if (!texts->pairs[pair_of(points[0], count > 1 ? points[1] : 0)]) return 0;
    uint64_t hash = texts->seed;
    for (int64_t i = 0; i < count; i++) hash = hashed(hash, points[i]);
    uint64_t key = key_of(hash), slot = slot_of(texts->keys, (uint64_t)texts->slots, key);
    return texts->keys[slot] ? texts->signs[slot] : 0;
}

/* The signs of the parts that stand at a place. */
static int32_t brought_at(const Parts *parts, const uint32_t *points, int64_t count) {
    int32_t found = 0;
    for (int64_t part = 0; part < parts->count; part++) {
        const uint32_t *sought = parts->points + parts->starts[part];
        int64_t length = parts->starts[part + 1] - parts->starts[part];
        if (*sought == *points && length <= count && !memcmp(sought, points, (size_t)length * sizeof *sought))
            found |= parts->signs[part];
    }
    return found;
}

static int32_t brought_within(const Parts *parts, const uint32_t *points, int64_t count) {
    int32_t found = 0;
    for (int64_t i = 0; i + 1 < count; i++)
        if (parts->pairs[pair_of(points[i], points[i + 1])]) found |= brought_at(parts, points + i, count - i);
    return found;
}

/* ---- what a line looks like: lines.py */

FAST static uint32_t count_ascii(Line *line) {
    uint32_t any = 0;
    int32_t bars = 0, colons = 0;
    int64_t blanks = 0;
    for (int64_t i = 0; i < line->count; i++) {
        uint32_t point = line->points[i];
        any |= point;
        blanks += point == ' ';
        bars |= point == '|';
        colons |= point == ':';
    }
    line->bars = bars;
    line->colons = colons;
    line->words = blanks + 1;
    return any;
}

/* Look at a line; 0 where one of its characters is strange. */
static int look_at(Line *line, const Tables *tables) {
    line->plain = count_ascii(line) < ASCII_END;
    line->dense = line->wide_colons = line->of_rights = 0;
    if (line->plain) return 1;
    int64_t unspaced = 0;
    for (int64_t i = 0; i < line->count; i++) {
        uint32_t point = line->points[i];
        if (point < ASCII_END) continue;
        if (is(tables, point, STRANGE)) return 0;
        line->words += point == NO_BREAK;
        unspaced += is(tables, point, UNSPACED) != 0;
        line->wide_colons |= point == WIDE_COLON;
        line->of_rights |= is(tables, point, OF_RIGHTS);
    }
    uint32_t unspaced_from = (uint32_t)tables->first_unspaced;
    line->dense = line->points[0] >= unspaced_from || line->points[line->count - 1] >= unspaced_from ||
                  line->count > tables->longest_word * line->words;
    if (line->dense) line->words += unspaced / tables->points_a_word;
    return 1;
}

/* Whether it ends as sentences do. */
static int ends(const Line *line, const Tables *tables) {
    int64_t end = line->count;
    if (is(tables, line->points[end - 1], ALPHA)) return 0;
    while (end && is(tables, line->points[end - 1], CLOSING)) end--;
    return !end || is(tables, line->points[end - 1], END);
}

static int is_prose(const Line *line, const Tables *tables) {
    if (line->bars || line->words < tables->few_words) return 0;
    return line->words >= tables->many_words || ends(line, tables);
}

/* ---- what its words say: sign_words.py */

static int32_t of_first(const Tables *tables, uint32_t point) {
    if (is(tables, point, GOING_ON | LOWER)) return GOES_ON;
    return is(tables, point, ALPHA) ? 0 : FIGURE;
}

/* What the words before the first colon announce. */
static int32_t announced(const Tables *tables, const uint32_t *small, int64_t count) {
    int64_t start = 0, end = 0;
    while (end < count && small[end] != ':' && small[end] != WIDE_COLON) end++;
    while (start < end && is(tables, small[start], AROUND_ROLE)) start++;
    while (start < end && is(tables, small[end - 1], AROUND_ROLE)) end--;
    return brought_by(&tables->roles, small + start, end - start);
}

static int32_t beyond_ascii(const Tables *tables, const Line *line, const uint32_t *small) {
    int32_t found = line->of_rights ? RIGHTS : 0;
    if (line->wide_colons) found |= LOOK | announced(tables, small, line->count);
    if (line->dense) found |= LOOK | brought_within(&tables->dense, small, line->count);
    return found;
}

/* What the first word says that is more than figures and signs. */
static int32_t of_first_word(const Tables *tables, const uint32_t *small, const int64_t *starts,
                             const int64_t *word_ends, int64_t words) {
    for (int64_t word = 0; word < words && word < FIRST_WORDS; word++) {
        int64_t start = starts[word], end = start;
        while (end < word_ends[word] && small[end] != WIDE_COLON) end++;
        while (start < end && is(tables, small[start], AROUND_WORD)) start++;
        while (start < end && is(tables, small[end - 1], AROUND_WORD)) end--;
        int32_t brought = brought_by(&tables->openings, small + start, end - start);
        if (start < end && !(brought & PASSED_OVER)) return brought;
    }
    return 0;
}

/* What the whole line says as a label; leaves one blank between its words. */
static int32_t of_label(const Tables *tables, uint32_t *small, int64_t count) {
    int64_t start = 0, end = 0;
    for (int64_t i = 0; i < count; i++)
        if (!is(tables, small[i], BLANK))
            small[end++] = small[i];
        else if (small[end - 1] != ' ')
            small[end++] = ' ';
    while (start < end && is(tables, small[start], AROUND)) start++;
    while (start < end && is(tables, small[end - 1], AROUND)) end--;
    return brought_by(&tables->labels, small + start, end - start);
}

static int32_t of_short(const Tables *tables, const Line *line, uint32_t *small) {
    int64_t count = line->count, starts[FIRST_WORDS], word_ends[FIRST_WORDS], words = 0;
    int32_t found = 0;
    for (int64_t start = 0, end; start < count; start = end, words++) {
        for (end = start; end < count && !is(tables, small[end], BLANK); end++) {
        }
        found |= brought_by(&tables->words, small + start, end - start);
        if (words < FIRST_WORDS) {
            starts[words] = start;
            word_ends[words] = end;
        }
        while (end < count && is(tables, small[end], BLANK)) end++;
    }
    int64_t first = 0;
    while (first < *word_ends && is(tables, small[first], ALPHA)) first++;
    if (first == *word_ends) {
        found |= brought_by(&tables->openings, small, first);
        if (is(tables, *line->points, LOWER)) found |= GOES_ON;
    } else {
        found |= LOOK | of_first(tables, *line->points);
        found |= of_first_word(tables, small, starts, word_ends, words);
    }
    if (line->colons) found |= LOOK | announced(tables, small, line->count);
    if (!line->plain) found |= beyond_ascii(tables, line, small);
    if (line->words >= tables->few_words) {
        if (is_prose(line, tables)) found |= PROSE;
    } else if (line->words <= tables->most_label_words && count <= tables->most_label_points) {
        if (found & MAY_BE_LABEL)
            found |= of_label(tables, small, count);
        else if (line->words == 1)
            found |= brought_at(&tables->page_words, small, *word_ends);
    }
    return found & SIGNS;
}

static int32_t of_long(const Tables *tables, const Line *line, const uint32_t *small) {
    int32_t found = is_prose(line, tables) ? PROSE : 0;
    if (!is(tables, *line->points, UPPER)) found |= of_first(tables, *line->points);
    if (line->count <= tables->longest_cookie_notice)
        found |= brought_within(&tables->cookies, line->points, line->count);
    if (line->count <= tables->longest_rights) {
        if (line->colons) found |= LOOK;
        found |= brought_within(line->plain ? &tables->plain : &tables->foreign, small, line->count);
        if (!line->plain) found |= beyond_ascii(tables, line, small);
    } else if (line->dense && line->count <= tables->longest_licence) {
        found |= beyond_ascii(tables, line, small);
    }
    return found;
}

static int32_t signs_of(const Tables *tables, const uint32_t *points, int64_t count) {
    Line line = {.points = points, .count = count};
    uint32_t small[MOST_SMALL];
    if (!look_at(&line, tables)) return ASK;
    if (count <= MOST_SMALL)
        for (int64_t i = 0; i < count; i++) small[i] = tables->lower[points[i]];
    return count <= tables->few_points ? of_short(tables, &line, small) : of_long(tables, &line, small);
}

/* The signs of each line of a text, as one number a line.

   `shown` has room for `room` lines, and more are not looked at. Returns how many of them are to be asked elsewhere,
   because their characters are strange. */
EXPORT int64_t signs(const Tables *tables, const uint32_t *points, int64_t count, int64_t room, int32_t *shown) {
    int64_t row = 0, asked = 0;
    for (int64_t start = 0, end; start <= count && row < room; start = end + 1, row++) {
        for (end = start; end < count && points[end] != '\n'; end++) {
        }
        int64_t first = start, last = end;
        while (first < last && is(tables, points[first], BLANK)) first++;
        while (last > first && is(tables, points[last - 1], BLANK)) last--;
        shown[row] = first < last ? signs_of(tables, points + first, last - first) : 0;
        asked += shown[row] == ASK;
    }
    return asked;
}
