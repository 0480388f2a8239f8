/* What a line shows by itself. */

#include "line_model.h"
#include "words.h"

#include <math.h>
#include <stdlib.h>

EXPORT const char CLASS_NAMES[] = CLASSES(TEXT);
EXPORT const int32_t SHAPE[] = {OWN, MARKS, FEATURES, KINDS, NUMBERS, VOICES, WIDTH, PARTS, MOST_REACH};
EXPORT const int32_t SIZES[] = {INPUTS, sizeof(Line)};

typedef struct {
    const uint8_t *classes;    /* of each near code point */
    const uint16_t *lower;     /* its lower case */
    const uint64_t *keys;      /* the hashes of the words that are known, each in its slot; 0 is no word */
    const int32_t *word_rows;  /* the row of each in figures */
    int64_t slots;             /* a power of two */
    const float *figures;      /* a row a word: kinds, whether it has weights, these */
    const uint8_t *signals;    /* for each row whether the word is a signal */
    const uint32_t *parts;     /* signals of unspaced scripts, one after the other */
    const int32_t *part_starts;
    const int32_t *part_kinds;
    int64_t part_count;
    int32_t talk, time, comment, share; /* the numbers of some kinds */
    int64_t long_word;         /* characters */
    uint64_t seed;             /* differs from process to process, so that no text can be made to collide */
    Limits limits;
} Tables;

/* ---- the figures of a line */

static inline int class_of(const Tables *tables, uint32_t point) {
    if (point < NEAR_POINTS) return tables->classes[point];
    return point >= EMOJI_FIRST && point < EMOJI_END ? SYMBOL : LOWER;
}

static inline uint32_t lower_of(const Tables *tables, uint32_t point) {
    return point < NEAR_POINTS ? tables->lower[point] : point;
}

/* What is counted in a line. */
typedef struct {
    float counts[CLASS_COUNT], word_classes[CLASS_COUNT];
    float figures[KINDS + 1 + NUMBERS];
    float words, capitals, clocks;
} Counted;

static void count_word(Counted *of, const Tables *tables, Numbering *rare_words, int32_t *rare,
                       int32_t *rare_count, uint64_t hash, int first, int length) {
    uint64_t key = key_of(hash), slot = slot_of(tables->keys, (uint64_t)tables->slots, key);
    int32_t row = tables->keys[slot] ? tables->word_rows[slot] : 0;
    of->words += 1;
    of->word_classes[first] += 1;
    if (row) {
        const float *figures = tables->figures + (int64_t)row * (KINDS + 1 + NUMBERS);
        for (int i = 0; i < KINDS + 1 + NUMBERS; i++) of->figures[i] += figures[i];
    }
    if (length >= tables->long_word && !tables->signals[row]) {
        rare[*rare_count] = number_of(rare_words, key, *rare_count);
        *rare_count += 1;
    }
}

/* Scripts without blanks have no words to look up: their signals are searched for. */
static void count_parts(Counted *of, const Tables *tables, const uint32_t *points, int64_t count) {
    for (int64_t i = 0; i < count;) {
        int64_t step = 1;
        for (int64_t part = 0; part < tables->part_count; part++) {
            const uint32_t *sought = tables->parts + tables->part_starts[part];
            int64_t length = tables->part_starts[part + 1] - tables->part_starts[part];
            if (*sought != points[i] || length > count - i ||
                memcmp(sought, points + i, (size_t)length * sizeof *sought))
                continue;
            of->figures[tables->part_kinds[part]] += 1;
            step = length;
            break;
        }
        i += step;
    }
}

/* The figures of a line, in the order of OWN_NAMES and MARK_NAMES of line_features.py. */
static void figure_out(Line *line, const Counted *of, const Tables *tables, const uint32_t *points,
                       int64_t count) {
    const float *counts = of->counts, *classes = of->word_classes, *kinds = of->figures;
    int first = class_of(tables, points[0]), last = class_of(tables, points[count - 1]);
    int before = class_of(tables, points[count > 1 ? count - 2 : 0]);
    uint32_t last_point = points[count - 1];
    float length = line->length, whole = larger(length, 1), characters = 0;
    for (int i = BLANK + 1; i < CLASS_COUNT; i++) characters += counts[i];
    float dark = larger(characters, 1), lower = classes[LOWER] / whole, numbers = classes[DIGIT];
    const Limits *limits = &tables->limits;
    float clock = smaller(of->clocks, limits->most_clocks);
    int ends = last == END || (before == END && (last == QUOTE || last == BRACKET));
    const float own[] = {
        log_of(length), log_of(characters), (counts[LOWER] + counts[UPPER]) / whole, classes[UPPER] / whole,
        lower, of->capitals / whole, numbers / whole, counts[UNSPACED] / dark,
        log_of(counts[END]), log_of(counts[COMMA]), log_of(counts[PARTING]), log_of(counts[BRACKET]),
        counts[END] / whole, counts[COMMA] / whole, counts[PARTING] / whole, counts[DIGIT] / dark,
        ends, last_point == '?' || last_point == 0xFF1F, (last == END && before == END) || last_point == 0x2026,
        last == COLON, last == COMMA, last == PARTING, first == LOWER, first == DIGIT,
        first == PARTING || first == SYMBOL || first == DASH, first == QUOTE,
        log_of(larger(counts[END] - (float)ends, 0)),
    };
    memcpy(line->own, own, sizeof own);
    for (int kind = 0; kind < KINDS; kind++) line->own[OWN - 1 - KINDS + kind] = kinds[kind] / whole;
    line->own[OWN - 1] = clock;

    float least = limits->least_prose_part, most = limits->most_comment_words;
    int prose = length >= limits->fewest_prose_words && counts[END] > 0 &&
                (lower > least || counts[UNSPACED] > least * dark);
    int stamp = kinds[tables->time] + clock >= 1 && numbers >= 1 && length <= limits->most_stamp_words;
    int comment = kinds[tables->comment] >= 1, label = length <= limits->most_label_words;
    float comments = kinds[tables->comment] / whole, shares = kinds[tables->share] / whole;
    const float marks[MARKS] = {
        prose ? line->own[0] : 0,
        stamp,
        comments >= limits->least_comment_part && length <= most,
        comment && numbers >= 1 && length <= limits->most_count_words,
        comment && (last == COLON || last == END || stamp) && length <= most,
        prose ? kinds[tables->talk] / whole * limits->talk_scale : 0,
        comments >= limits->least_label_part && label,
        shares >= limits->least_label_part && label,
    };
    memcpy(line->marks, marks, sizeof marks);

    float known = sqrtf(larger(kinds[KINDS], 1));
    for (int i = 0; i < NUMBERS; i++) line->said[i] = kinds[KINDS + 1 + i] / known;
}

/* Measure one line, stripped; returns the key of its text. */
static uint64_t measure_line(Line *line, const Tables *tables, const uint32_t *points, int64_t count,
                             Numbering *rare_words, int32_t *rare, int32_t *rare_count) {
    Counted of;
    memset(&of, 0, sizeof of);
    int32_t counts[2][CLASS_COUNT] = {0}; /* two of each, so that a count need not wait for the one before */
    uint64_t word = 0;
    int first = 0, before = BLANK;
    int length = 0;
    for (int64_t i = 0; i < count; i++) {
        uint32_t point = points[i];
        int class = class_of(tables, point);
        counts[i & 1][class] += 1;
        if (class >= LOWER && class <= UNSPACED) {
            if (!length) {
                word = tables->seed;
                first = class;
            } else if (length == 1 && first == UPPER && class == UPPER) {
                of.capitals += 1;
            }
            word = hashed(word, lower_of(tables, point));
            length++;
        } else {
            if (length) count_word(&of, tables, rare_words, rare, rare_count, word, first, length);
            length = 0;
            if (point == ':' && before == DIGIT && i + 1 < count && class_of(tables, points[i + 1]) == DIGIT)
                of.clocks += 1;
        }
        before = class;
    }
    if (length) count_word(&of, tables, rare_words, rare, rare_count, word, first, length);
    for (int class = 0; class < CLASS_COUNT; class++)
        of.counts[class] = (float)(counts[0][class] + counts[1][class]);
    float unspaced = of.counts[UNSPACED];
    line->length = of.words + (unspaced * tables->limits.words_a_character - of.word_classes[UNSPACED] * (unspaced > 0));
    if (unspaced > 0 && unspaced <= tables->limits.longest_label_characters)
        count_parts(&of, tables, points, count);
    figure_out(line, &of, tables, points, count);
    return key_of(hashed_text(tables->seed, points, count));
}

/* Measure the lines with text of a page.

   All that is written has room for `room` lines, and more are not looked at; but `rare` has room for a number in
   `long_word` + 1 points, and for one more. `rows` and `lengths` get what `lines` says of each. Returns how many
   lines there are, or NO_MEMORY. */
EXPORT int64_t measure(const Tables *tables, const uint32_t *points, int64_t count, int64_t room, Line *lines,
                       int32_t *rare, int32_t *rows, float *lengths) {
    Numbering words = {0}, texts = {0};
    int64_t found = NO_MEMORY;
    if (!numbering(&words, count / (tables->long_word + 1) + 1) || !numbering(&texts, room)) goto done;
    found = 0;
    int32_t rare_count = 0, row = 0;
    for (int64_t start = 0, end; start <= count && found < room; start = end + 1, row++) {
        for (end = start; end < count && points[end] != '\n'; end++) {
        }
        int64_t first = start, last = end;
        while (first < last && class_of(tables, points[first]) == BLANK) first++;
        while (last > first && class_of(tables, points[last - 1]) == BLANK) last--;
        if (first == last) continue;
        Line *line = lines + found;
        line->indent = (float)(first - start);
        line->rare = rare_count;
        uint64_t text = measure_line(line, tables, points + first, last - first, &words, rare, &rare_count);
        line->rare_end = rare_count;
        line->same = number_of(&texts, text, (int32_t)found);
        rows[found] = row;
        lengths[found++] = line->length;
    }
done:
    forget(&words);
    forget(&texts);
    return found;
}
