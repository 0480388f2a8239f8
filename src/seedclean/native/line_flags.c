/* What lines could be, by their words: the flags of each line, of which flag_keywords.py says what they mean.

   Words, marks, limits and the flags themselves come from there. */

#include "facts.h"
#include "words.h"

enum { ASCII_END = 0x80, NO_BREAK = 0xA0, WIDE_COLON = 0xFF1A };
enum { FIRST_WORDS = 3, PAIRS = 4096 };
enum { MOST_SMALL = 1024 }; /* no word is looked up in a longer line */

EXPORT const int32_t PAIR_COUNT[] = {PAIRS};

/* What is said of a character. */
#define TRAITS(X) \
    X(BLANK) X(ALPHA) X(LOWER) X(UPPER) X(UNSPACED) X(CLOSING) X(END) X(GOING_ON) X(OF_RIGHTS) X(AROUND) \
    X(AROUND_WORD) X(AROUND_ROLE)
enum { TRAITS(ENTRY) TRAIT_COUNT };
EXPORT const char TRAIT_NAMES[] = TRAITS(TEXT);

/* Texts and the flags that each of them brings. */
typedef struct {
    const uint8_t *pairs; /* for each pair of characters whether a text begins with it */
    const uint64_t *keys;
    const int32_t *flags; /* of the text in each slot */
    int64_t slots;
    int64_t longest;
    uint64_t seed;
} Texts;

/* Parts that are searched for, and the flags that each of them brings. */
typedef struct {
    const uint32_t *points;
    const int32_t *starts;
    const int32_t *flags;
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
    int32_t figure, look, rights, prose, goes_on; /* the flags that no word brings alone */
    int32_t may_be_label, passed_over;            /* said of first words, and of no line */
} Tables;

/* A line, stripped; it is not empty. */
typedef struct {
    const uint32_t *points;
    int64_t count;
    int64_t words;
    int32_t bars, colons, wide_colons, of_rights;
    int plain; /* ASCII and nothing else */
    int dense; /* words may have no blanks between them */
} Line;

/* Far characters are letters, but for emoji and what comes behind all scripts. */
static inline int is(const Tables *tables, uint32_t point, int trait) {
    if (point < NEAR_POINTS) return tables->traits[point] >> trait & 1;
    return trait == ALPHA && (point < EMOJI_FIRST || (point >= 0x20000 && point < 0xE0000));
}

static inline uint32_t small_of(const Tables *tables, uint32_t point) {
    return point < NEAR_POINTS ? tables->lower[point] : point;
}

/* The place of a pair of characters in `pairs`; most pairs of a text begin nothing. */
static inline uint32_t pair_of(uint32_t first, uint32_t second) { return (first ^ (second << 6)) & (PAIRS - 1); }

/* Enter the pair of characters with which each of some words begins. */
EXPORT void enter_pairs(const uint32_t *points, const int32_t *starts, int64_t count, uint8_t *pairs) {
    for (int64_t word = 0; word < count; word++) {
        const uint32_t *first = points + starts[word];
        pairs[pair_of(first[0], starts[word + 1] - starts[word] > 1 ? first[1] : 0)] = 1;
    }
}

static int32_t brought_by(const Texts *texts, const uint32_t *points, int64_t count) {
    if (!count || count > texts->longest) return 0;
    if (!texts->pairs[pair_of(points[0], count > 1 ? points[1] : 0)]) return 0;
    uint64_t hash = texts->seed;
    for (int64_t i = 0; i < count; i++) hash = hashed(hash, points[i]);
    uint64_t key = key_of(hash), slot = slot_of(texts->keys, (uint64_t)texts->slots, key);
    return texts->keys[slot] ? texts->flags[slot] : 0;
}

/* The flags of the parts at a place. */
static int32_t brought_at(const Parts *parts, const uint32_t *points, int64_t count) {
    int32_t found = 0;
    for (int64_t part = 0; part < parts->count; part++) {
        const uint32_t *sought = parts->points + parts->starts[part];
        int64_t length = parts->starts[part + 1] - parts->starts[part];
        if (*sought == *points && length <= count && !memcmp(sought, points, (size_t)length * sizeof *sought))
            found |= parts->flags[part];
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

/* Count the words and marks of a line. */
static void look_at(Line *line, const Tables *tables) {
    line->plain = count_ascii(line) < ASCII_END;
    line->dense = line->wide_colons = line->of_rights = 0;
    if (line->plain) return;
    int64_t unspaced = 0;
    for (int64_t i = 0; i < line->count; i++) {
        uint32_t point = line->points[i];
        if (point < ASCII_END) continue;
        line->words += point == NO_BREAK;
        unspaced += is(tables, point, UNSPACED);
        line->wide_colons |= point == WIDE_COLON;
        line->of_rights |= is(tables, point, OF_RIGHTS);
    }
    uint32_t unspaced_from = (uint32_t)tables->first_unspaced;
    line->dense = line->points[0] >= unspaced_from || line->points[line->count - 1] >= unspaced_from ||
                  line->count > tables->longest_word * line->words;
    if (line->dense) line->words += unspaced / tables->points_a_word;
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

/* ---- what its words say: flag_keywords.py */

static int32_t of_first(const Tables *tables, uint32_t point) {
    if (is(tables, point, GOING_ON) || is(tables, point, LOWER)) return tables->goes_on;
    return is(tables, point, ALPHA) ? 0 : tables->figure;
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
    int32_t found = line->of_rights ? tables->rights : 0;
    if (line->wide_colons) found |= tables->look | announced(tables, small, line->count);
    if (line->dense) found |= tables->look | brought_within(&tables->dense, small, line->count);
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
        if (start < end && !(brought & tables->passed_over)) return brought;
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
        if (is(tables, *line->points, LOWER)) found |= tables->goes_on;
    } else {
        found |= tables->look | of_first(tables, *line->points);
        found |= of_first_word(tables, small, starts, word_ends, words);
    }
    if (line->colons) found |= tables->look | announced(tables, small, line->count);
    if (!line->plain) found |= beyond_ascii(tables, line, small);
    if (line->words >= tables->few_words && is_prose(line, tables)) {
        found |= tables->prose;
    } else if (count <= tables->most_label_points) {
        /* Of Korean and Japanese the words are counted by characters, and labels may have many. */
        if (found & tables->may_be_label && (line->words <= tables->most_label_words || !line->plain))
            found |= of_label(tables, small, count);
        else if (line->words == 1)
            found |= brought_at(&tables->page_words, small, *word_ends);
    }
    return found & ~(tables->may_be_label | tables->passed_over);
}

static int32_t of_long(const Tables *tables, const Line *line, const uint32_t *small) {
    int32_t found = is_prose(line, tables) ? tables->prose : 0;
    if (!is(tables, *line->points, UPPER)) found |= of_first(tables, *line->points);
    if (line->count <= tables->longest_cookie_notice)
        found |= brought_within(&tables->cookies, line->points, line->count);
    if (line->count > MOST_SMALL) return found;
    if (line->count <= tables->longest_rights) {
        if (line->colons) found |= tables->look;
        found |= brought_within(line->plain ? &tables->plain : &tables->foreign, small, line->count);
        if (!line->plain) found |= beyond_ascii(tables, line, small);
    } else if (line->dense && line->count <= tables->longest_licence) {
        found |= beyond_ascii(tables, line, small);
    }
    return found;
}

static int32_t flags_of(const Tables *tables, const uint32_t *points, int64_t count) {
    Line line = {.points = points, .count = count};
    uint32_t small[MOST_SMALL];
    look_at(&line, tables);
    if (count <= MOST_SMALL)
        for (int64_t i = 0; i < count; i++) small[i] = small_of(tables, points[i]);
    return count <= tables->few_points && count <= MOST_SMALL ? of_short(tables, &line, small) : of_long(tables, &line, small);
}

/* The flags of each line of a text, as one number a line.

   `shown` has room for `room` lines, and more are not looked at. */
EXPORT void flags(const Tables *tables, const uint32_t *points, int64_t count, int64_t room, int32_t *shown) {
    int64_t row = 0;
    for (int64_t start = 0, end; start <= count && row < room; start = end + 1, row++) {
        for (end = start; end < count && points[end] != '\n'; end++) {
        }
        int64_t first = start, last = end;
        while (first < last && is(tables, points[first], BLANK)) first++;
        while (last > first && is(tables, points[last - 1], BLANK)) last--;
        shown[row] = first < last ? flags_of(tables, points + first, last - first) : 0;
    }
}

/* The flags that any line of a text has. */
uint32_t any_flags(const void *tables, const uint32_t *points, int64_t count) {
    int32_t found = 0, shown;
    for (int64_t start = 0, end; start < count; start = end + 1) {
        for (end = start; end < count && points[end] != '\n'; end++) {
        }
        flags(tables, points + start, end - start, 1, &shown);
        found |= shown;
    }
    return (uint32_t)found;
}
