/* The line model in C: what measures.py, features.py and network.py say, faster.

   Those files say what each figure means; the C files keep to their order. Every sum is made in the same order on
   every machine, whatever the width of its vectors, so a page has the same scores everywhere: that is why they are
   compiled without fused or reordered arithmetic. */

#ifndef SEEDCLEAN_LINES_H
#define SEEDCLEAN_LINES_H

#include "kernel.h"

/* The classes of characters.py. */
enum { BLANK, LOWER, UPPER, DIGIT, UNSPACED, END, COMMA, COLON, QUOTE, PARTING, BRACKET, DASH, SYMBOL };
enum { CLASSES = SYMBOL + 1 };

enum { KINDS = 11, NUMBERS = 2, OWN = 28 + KINDS, MARKS = 8 };              /* measures.py */
enum { ON_PAGE = 4, OVERLAP = 3, AROUND = 4 * MARKS, WHOLE = 14 };          /* features.py */
enum { FEATURES = OWN + ON_PAGE + OVERLAP + AROUND + WHOLE, INPUTS = FEATURES + NUMBERS };

/* A line by itself. */
typedef struct {
    float own[OWN];
    float marks[MARKS];
    float said[NUMBERS];
    float length; /* words */
    float indent; /* characters */
    int32_t row;  /* of the document */
    int32_t same; /* the first line with the same text */
    int32_t rare; /* where its rare words start */
    int32_t rare_end;
} Line;

/* The logarithm of one more than a value of 0 or more: m * 2**e, and a short series for m. */
static inline float log_of(float value) {
    float x = value + 1.0f, m, s, z;
    int32_t bits, e;
    memcpy(&bits, &x, sizeof bits);
    e = (bits - 0x3F3504F3) >> 23; /* so that m lies between the root of a half and the root of two */
    bits -= e * (1 << 23);
    memcpy(&m, &bits, sizeof m);
    s = (m - 1.0f) / (m + 1.0f);
    z = s * s;
    z = s * (2.0f + z * (2.0f / 3 + z * (2.0f / 5 + z * (2.0f / 7 + z * (2.0f / 9)))));
    return z + (float)e * 0.69314718056f;
}

static inline float larger(float one, float other) { return one > other ? one : other; }

/* A line counts as prose where the first of its marks says how long it is. */
static inline int is_prose(const Line *line) { return line->marks[0] > 0; }

/* Fill in the features of some lines of a page, but for what they show by themselves; in the order of NAMES.

   Returns 0 or NO_MEMORY. */
int add_surroundings(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int64_t measured_count,
                     const int32_t *rare, int64_t rare_count);

#endif
