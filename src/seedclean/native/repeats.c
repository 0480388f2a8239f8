/* The lines of a text in which a word, or a group of words, follows itself. */

#include "facts.h"
#include "words.h"

#include <stdlib.h>

enum { BUCKETS = 256 };

/* The words of a line by their keys, each with the one before it in its bucket: a word is sought among the last
   few only, so the buckets stay small. */
typedef struct {
    uint64_t *keys;
    int32_t *before;
} Words;

static inline uint32_t folded(const uint16_t *table, uint32_t point) {
    return point < NEAR_POINTS ? table[point] : point;
}

/* Take the words of the line at a place apart, and move the place to where the line ends. Returns how many there
   are. */
static int64_t words_of(Words *words, const uint16_t *table, const uint32_t *points, int64_t count,
                        int64_t *place, uint64_t seed) {
    int64_t found = 0, i = *place;
    int within = 0;
    uint64_t word = seed;
    for (; i < count; i++) {
        uint32_t letter = folded(table, points[i]);
        if (letter <= ',') { /* few are */
            if (letter == ',') continue;
            if (letter == ' ' || letter == '\n') {
                if (within) words->keys[found++] = key_of(word);
                if (letter == '\n') break;
                within = 0;
                word = seed;
                continue;
            }
        }
        within = 1;
        word = hashed(word, letter);
    }
    if (i == count && within) words->keys[found++] = key_of(word);
    *place = i;
    return found;
}

/* Whether all but the last word of a group at `first` comes again at `again`; its first two words do. */
static int comes_again(const uint64_t *keys, int64_t first, int64_t again, int64_t count) {
    int64_t rest = again - first - 3;
    if (rest <= 0) return 1;
    return again + 2 + rest <= count && !memcmp(keys + first + 2, keys + again + 2, (size_t)rest * sizeof *keys);
}

/* Whether a word, or all but the last of a group of at most `longest` words, follows itself at once. */
static int follows_itself(const Words *words, int64_t count, int64_t longest) {
    if (count < 2) return 0;
    const uint64_t *keys = words->keys;
    int32_t last[BUCKETS];
    memset(last, 0xFF, sizeof last); /* -1 in each */
    for (int64_t i = 0; i < count; i++) {
        int64_t lowest = i > longest ? i - longest : 0;
        int32_t *bucket = last + keys[i] % BUCKETS;
        for (int64_t first = *bucket; first >= lowest; first = words->before[first]) {
            if (keys[first] != keys[i]) continue;
            if (first == i - 1) return 1;
            if (i == count - 1) return 0;
            if (keys[first + 1] != keys[i + 1]) continue;
            if (comes_again(keys, first, i, count)) return 1;
            break; /* the nearest copy decides */
        }
        words->before[i] = *bucket;
        *bucket = (int32_t)i;
    }
    return 0;
}

/* Find the rows of a text in which words repeat.

   The table gives each near code point its small letter, a line feed for itself, a blank for other white space, and
   a comma for what words are compared without. `rows` gets the rows while there is room. Returns how many there are,
   with room for them or not, or NO_MEMORY. */
EXPORT int64_t rows_that_repeat(const uint16_t *table, int64_t longest, uint64_t seed, const uint32_t *points,
                                int64_t count, int64_t *rows, int64_t room) {
    int64_t most = count / 2 + 1, found = NO_MEMORY, row = 0;
    Words words = {malloc((size_t)most * sizeof *words.keys), malloc((size_t)most * sizeof *words.before)};
    if (!words.keys || !words.before) goto done;
    found = 0;
    for (int64_t place = 0; place <= count; place++, row++) {
        int64_t length = words_of(&words, table, points, count, &place, seed);
        if (!follows_itself(&words, length, longest)) continue;
        if (found < room) rows[found] = row;
        found++;
    }
done:
    free(words.keys);
    free(words.before);
    return found;
}
