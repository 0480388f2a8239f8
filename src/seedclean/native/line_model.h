/* The line model: figures of each line, and a small network over the lines of a page.

   Every sum is made in the same order on every machine, whatever the width of its vectors, so a page has the same
   scores everywhere: that is why these files are compiled without fused or reordered arithmetic. */

#ifndef SEEDCLEAN_LINE_MODEL_H
#define SEEDCLEAN_LINE_MODEL_H

#include "native.h"

/* Classes of characters. UNSPACED are those of Chinese, Japanese and Korean; words are made of LOWER to UNSPACED. */
#define CLASSES(X) \
    X(BLANK) X(LOWER) X(UPPER) X(DIGIT) X(UNSPACED) X(END) X(COMMA) X(COLON) X(QUOTE) X(PARTING) X(BRACKET) X(DASH) \
    X(SYMBOL)
enum { CLASSES(ENTRY) CLASS_COUNT };

/* How many figures there are; Python compares its names with these. */
enum { KINDS = 11, NUMBERS = 2, OWN = 28 + KINDS, MARKS = 8 };
enum { ON_PAGE = 4, OVERLAP = 3, AROUND = 4 * MARKS, WHOLE = 14 };
enum { FEATURES = OWN + ON_PAGE + OVERLAP + AROUND + WHOLE, INPUTS = FEATURES + NUMBERS };
enum { VOICES = 3, WIDTH = 20, STATE = VOICES * WIDTH, PARTS = 5, MOST_REACH = 8 };

/* The limits of line_features.py. */
typedef struct {
    float words_a_character, longest_label_characters, fewest_prose_words, least_prose_part;
    float most_stamp_words, most_comment_words, most_count_words, most_label_words;
    float least_comment_part, least_label_part, talk_scale, most_clocks;
    float often, block_gap, nowhere, near, most_distance, least_size;
} Limits;

/* A line by itself. */
typedef struct {
    float own[OWN];
    float marks[MARKS];
    float said[NUMBERS];
    float length; /* words */
    float indent; /* characters */
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

static inline float smaller(float one, float other) { return one < other ? one : other; }

static inline float larger(float one, float other) { return one > other ? one : other; }

/* A line counts as prose where the first of its marks says how long it is. */
static inline int is_prose(const Line *line) { return line->marks[0] > 0; }

/* The weights. */
typedef struct {
    const float *mean, *scale;
    const float *entry, *entry_bias;   /* inputs x numbers */
    const float *mixing, *mixing_bias; /* layers x voices x (parts x width) x width */
    const int32_t *reaches;
    int64_t layers;
    const float *last, *direct, *last_bias; /* numbers; inputs x voices; voices */
    Limits limits;
} Network;

typedef float State[STATE];

/* What the network makes of some lines of a page. States have zeros above the first line and below the last. */
typedef struct {
    const Line **lines;
    int64_t count;
    float (*inputs)[INPUTS];
    float *sizes, *above_part, *below_part;
    State *around; /* means of all lines above each line, then of all below */
    State *states; /* after the first layer and after each other layer; the last two only, unless all are kept */
    int64_t padded;
    int kept;
} Pass;

static inline State *state_after(const Pass *pass, int64_t layer) {
    return pass->states + (pass->kept ? layer : layer & 1) * pass->padded + MOST_REACH;
}

/* Fill in the features of some lines of a page, but for what they show by themselves. Returns 0 or NO_MEMORY. */
int add_surroundings(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int64_t measured_count,
                     const int32_t *rare, const Limits *limits);

/* Run the network over the lines with the numbers in `columns`, but for the last layer. Returns 0 or NO_MEMORY;
   `end_pass` must follow either way. */
int begin_pass(Pass *pass, const Network *network, const Line *measured, int64_t measured_count,
               const int32_t *rare, const int32_t *columns, int64_t count, int kept);
void end_pass(Pass *pass);

#endif
