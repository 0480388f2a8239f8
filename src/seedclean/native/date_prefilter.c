/* The places of a text at which a date may be.

   A line in which letters beyond ASCII make a difference is left to Python, which knows what they are. */

#include "facts.h"

#include <stdlib.h>

enum { OTHER_DIGITS = 0x660, OTHER_DIGITS_END = 0x1D00, WIDE_DIGITS = 0xFF10, WIDE_DIGITS_END = 0xFF1A };
enum { YEAR_OF_ERA = 0x5E74 };

static inline int is_digit(uint32_t point) { return point - '0' < 10; }

static inline int is_letter(uint32_t point) { return (point | 32) - 'a' < 26; }

static inline int is_blank(uint32_t point) {
    return point == ' ' || (point - '\t' < 5 && point != '\n') || point - 0x1C < 4;
}

static inline int parts_numbers(uint32_t point) { return point == '.' || point == '/' || point == '-'; }

/* Whether Python must be asked if a letter is a blank. */
static inline int may_be_blank(uint32_t point) {
    return point > 0x7F &&
           (point < 0xA1 || (point >= 0x1680 && point < 0x200B) || (point > 0x2027 && point < 0x3001));
}

/* Whether Python must be asked about the line, for a digit or a year of another script. */
static inline int is_foreign(uint32_t point) {
    return (point - OTHER_DIGITS < OTHER_DIGITS_END - OTHER_DIGITS) | (point == YEAR_OF_ERA) |
           (point - WIDE_DIGITS < WIDE_DIGITS_END - WIDE_DIGITS);
}

/* Figures, ends of lines, and what is foreign. */
static inline int is_notable(uint32_t point) { return is_digit(point) | (point == '\n') | is_foreign(point); }

/* A text while it is read; no place goes beyond the end of a line. */
typedef struct {
    const uint32_t *points;
    int64_t count;
    int64_t fewest_letters, most_letters; /* of the name of a month between hyphens */
    int unsure; /* whether a letter beyond ASCII was met where it matters */
} Reading;

static inline uint32_t at(const Reading *text, int64_t i) {
    return i >= 0 && i < text->count ? text->points[i] : '\n';
}

static inline int64_t behind_blank(Reading *text, int64_t i) {
    uint32_t point = at(text, i);
    text->unsure |= may_be_blank(point);
    return i + is_blank(point);
}

/* Where a sign with blanks around it ends that parts two numbers; 0 where there is none. */
static int64_t behind_sign(Reading *text, int64_t i) {
    i = behind_blank(text, i);
    return parts_numbers(at(text, i)) ? behind_blank(text, i + 1) : 0;
}

/* Where a numeric date such as `3/6/2019` ends, as far as its year has two figures. */
static int64_t behind_numbers(Reading *text, int64_t i) {
    i += 1 + is_digit(at(text, i + 1));
    i = behind_sign(text, i);
    if (!i || !is_digit(at(text, i))) return 0;
    i += 1 + is_digit(at(text, i + 1));
    i = behind_sign(text, i);
    if (!i) return 0;
    i += at(text, i) == '\'';
    return is_digit(at(text, i)) && is_digit(at(text, i + 1)) ? i + 2 : 0;
}

/* Where a date such as `3-Jun-19` ends. */
static int64_t behind_name(Reading *text, int64_t i) {
    int64_t first = i + 2, most = text->most_letters;
    if (at(text, i + 1) != '-') return 0;
    for (i = first; i - first <= most && is_letter(at(text, i)); i++) {
    }
    text->unsure |= at(text, i) > 0x7F;
    if (i - first < text->fewest_letters || i - first > most || at(text, i) != '-') return 0;
    return is_digit(at(text, i + 1)) && is_digit(at(text, i + 2)) ? i + 3 : 0;
}

/* Where a place ends that starts with a figure; 0 where none starts there. */
static int64_t place_end(Reading *text, int64_t i) {
    uint32_t first = at(text, i), before = at(text, i - 1);
    int64_t end;
    if ((first == '1' || first == '2') && !is_digit(before) && is_digit(at(text, i + 1)) &&
        is_digit(at(text, i + 2)) && is_digit(at(text, i + 3)))
        return i + 4;
    if ((end = behind_numbers(text, i)) || (end = behind_name(text, i))) return end;
    return before == '\'' && is_digit(at(text, i + 1)) && !is_digit(at(text, i + 2)) ? i + 2 : 0;
}

FAST static void mark_notable(const uint32_t *points, int64_t count, uint8_t *notable) {
    for (int64_t i = 0; i < count; i++) notable[i] = (uint8_t)is_notable(points[i]);
}

/* The next point that is notable; the end where there is none, which is marked as if it were. */
static inline int64_t next_notable(const uint8_t *notable, int64_t i) {
    for (uint64_t eight;; i += (int64_t)sizeof eight) {
        memcpy(&eight, notable + i, sizeof eight);
        if (eight) break;
    }
    while (!notable[i]) i++;
    return i;
}

static inline int64_t note(int32_t (*found)[3], int64_t number, int32_t row, int64_t start, int64_t end) {
    found[number][0] = row;
    found[number][1] = (int32_t)start;
    found[number][2] = (int32_t)end;
    return number + 1;
}

/* Note the places, in order, as row, start and end; where Python must be asked of a line, its start is below 0. There
   is room for a place in two points, and for one more.

   Returns how many are noted, or NO_MEMORY. */
EXPORT int64_t look_for_dates(const uint32_t *points, int64_t count, int64_t fewest_letters, int64_t most_letters,
                              int32_t (*found)[3]) {
    Reading text = {points, count, fewest_letters, most_letters, 0};
    int64_t noted = 0, before = 0, low = 0, i = 0;
    int32_t row = 0;
    uint8_t *notable = malloc((size_t)count + sizeof(uint64_t));
    if (!notable) return NO_MEMORY;
    mark_notable(points, count, notable);
    memset(notable + count, 1, sizeof(uint64_t));
    for (;;) {
        i = next_notable(notable, i);
        if (i < count && points[i] != '\n') {
            int64_t end = is_digit(points[i]) ? place_end(&text, i) : 0;
            if (end) noted = note(found, noted, row, i - low, end - low);
            text.unsure |= is_foreign(points[i]);
            i = end ? end : i + 1;
            if (!text.unsure) continue;
            noted = note(found, before, row, -1, -1);
            while (i < count && points[i] != '\n') i++;
        }
        if (i >= count) break;
        low = ++i;
        before = noted;
        text.unsure = 0;
        row++;
    }
    free(notable);
    return noted;
}

/* Whether a date may be anywhere in a text: there is a place, or Python must be asked. */
int any_date(const uint32_t *points, int64_t count, int64_t fewest_letters, int64_t most_letters) {
    Reading text = {points, count, fewest_letters, most_letters, 0};
    for (int64_t i = 0; i < count; i++)
        if (is_foreign(points[i]) || (is_digit(points[i]) && (place_end(&text, i) || text.unsure))) return 1;
    return 0;
}
