/* The network over the lines of a page. */

#include "line_model.h"

#include <stdlib.h>

typedef float Eight __attribute__((vector_size(32), aligned(4), may_alias));
typedef float Four __attribute__((vector_size(16), aligned(4), may_alias));
enum { TOGETHER = 4 };
_Static_assert(WIDTH == 20 && STATE % 8 == 4, "the sums of a voice are two Eights and a Four");

FAST static void scale_and_enter(float (*inputs)[INPUTS], int64_t count, const Network *network, State *state) {
    float most = network->limits.most_distance;
    for (int64_t i = 0; i < count; i++) {
        float *in = inputs[i];
        for (int k = 0; k < FEATURES; k++) {
            float odd = (in[k] - network->mean[k]) / network->scale[k];
            odd = odd < -most ? -most : odd;
            in[k] = odd > most ? most : odd;
        }
    }
    /* The sums of two lines stay in registers. */
    for (int64_t i = 0; i < count; i += 2) {
        const float *one = inputs[i], *other = inputs[i + 1 < count ? i + 1 : i], *w = network->entry;
        Eight sums[2][STATE / 8] = {0};
        Four rest[2] = {0};
        for (int k = 0; k < INPUTS; k++, w += STATE) {
            for (int n = 0; n < STATE / 8; n++) {
                Eight weight = *(const Eight *)(w + 8 * n);
                sums[0][n] += weight * one[k];
                sums[1][n] += weight * other[k];
            }
            Four weight = *(const Four *)(w + STATE - 4);
            rest[0] += weight * one[k];
            rest[1] += weight * other[k];
        }
        for (int l = 0; l < 2 && i + l < count; l++) {
            memcpy(state[i + l], sums[l], sizeof sums[l]);
            memcpy(state[i + l] + STATE - 4, rest + l, sizeof *rest);
            for (int n = 0; n < STATE; n++) {
                float made = state[i + l][n] + network->entry_bias[n];
                state[i + l][n] = made > 0 ? made : 0;
            }
        }
    }
}

/* The means of all lines above each line and of all below. */
FAST static void means(const State *state, int64_t count, const float *sizes, const float *above_part,
                       const float *below_part, State *above, State *below) {
    State sums = {0};
    for (int64_t i = 0; i < count; i++)
        for (int n = 0; n < STATE; n++) {
            above[i][n] = sums[n] * above_part[i];
            sums[n] += state[i][n] * sizes[i];
            below[i][n] = sums[n];
        }
    for (int64_t i = 0; i < count; i++)
        for (int n = 0; n < STATE; n++) below[i][n] = (sums[n] - below[i][n]) * below_part[i];
}

FAST static void mix(const State *state, int64_t count, int reach, const State *above, const State *below,
                     const float *weights, const float *bias, State *fresh) {
    for (int64_t i = 0; i < count; i += TOGETHER) {
        for (int voice = 0; voice < VOICES; voice++) {
            const float *parts[PARTS][TOGETHER], *w = weights + PARTS * WIDTH * WIDTH * voice;
            Eight sums[TOGETHER], more[TOGETHER]; /* of the first sixteen numbers of a voice, */
            Four rest[TOGETHER];                  /* and of the other four */
            int at = voice * WIDTH;
            for (int l = 0; l < TOGETHER; l++) {
                int64_t j = i + l;
                parts[0][l] = state[j] + at;
                parts[1][l] = state[j - reach] + at;
                parts[2][l] = state[j + reach] + at;
                parts[3][l] = above[j] + at;
                parts[4][l] = below[j] + at;
                sums[l] = *(const Eight *)(bias + at);
                more[l] = *(const Eight *)(bias + at + 8);
                rest[l] = *(const Four *)(bias + at + 16);
            }
            /* The sums of a few lines stay in registers while all weights of the voice pass. */
            for (int part = 0; part < PARTS; part++) {
                const float *a = parts[part][0], *b = parts[part][1], *c = parts[part][2], *d = parts[part][3];
                for (int k = 0; k < WIDTH; k++, w += WIDTH) {
                    Eight weight = *(const Eight *)w, second = *(const Eight *)(w + 8);
                    Four other = *(const Four *)(w + 16);
                    sums[0] += weight * a[k], more[0] += second * a[k], rest[0] += other * a[k];
                    sums[1] += weight * b[k], more[1] += second * b[k], rest[1] += other * b[k];
                    sums[2] += weight * c[k], more[2] += second * c[k], rest[2] += other * c[k];
                    sums[3] += weight * d[k], more[3] += second * d[k], rest[3] += other * d[k];
                }
            }
            for (int l = 0; l < TOGETHER && i + l < count; l++) {
                float made[WIDTH];
                memcpy(made, sums + l, sizeof *sums);
                memcpy(made + 8, more + l, sizeof *more);
                memcpy(made + 16, rest + l, sizeof *rest);
                for (int n = 0; n < WIDTH; n++)
                    fresh[i + l][at + n] = (made[n] > 0 ? made[n] : 0) + state[i + l][at + n];
            }
        }
    }
}

/* The scores of a few lines side by side, as no sum can begin before the one before it has ended. */
static void mean_scores(const Network *network, const float (*inputs)[INPUTS], const State *state, int lines,
                        float *scores) {
    float means[TOGETHER] = {0};
    for (int voice = 0; voice < VOICES; voice++) {
        const float *last = network->last + voice * WIDTH, *direct = network->direct + voice * INPUTS;
        float sums[TOGETHER] = {0};
        for (int n = 0; n < WIDTH; n++)
            for (int l = 0; l < TOGETHER; l++) sums[l] += last[n] * state[l < lines ? l : 0][voice * WIDTH + n];
        for (int k = 0; k < INPUTS; k++)
            for (int l = 0; l < TOGETHER; l++) sums[l] += direct[k] * inputs[l < lines ? l : 0][k];
        for (int l = 0; l < TOGETHER; l++) means[l] += sums[l] + network->last_bias[voice];
    }
    for (int l = 0; l < lines; l++) scores[l] = means[l] / VOICES;
}

static void run(Pass *pass, const Network *network) {
    int64_t count = pass->count, padded = pass->padded;
    const float least_size = network->limits.least_size;
    float upto = 0;
    for (int64_t i = 0; i < count; i++) {
        pass->sizes[i] = log_of(pass->lines[i]->length) + least_size;
        pass->above_part[i] = 1 / (upto + 1);
        upto += pass->sizes[i];
        pass->below_part[i] = upto;
    }
    for (int64_t i = 0; i < count; i++) pass->below_part[i] = 1 / (upto - pass->below_part[i] + 1);
    scale_and_enter(pass->inputs, count, network, state_after(pass, 0));
    for (int64_t layer = 0; layer < network->layers; layer++) {
        const State *state = state_after(pass, layer);
        means(state, count, pass->sizes, pass->above_part, pass->below_part, pass->around, pass->around + padded);
        mix(state, count, network->reaches[layer], pass->around, pass->around + padded,
            network->mixing + layer * VOICES * PARTS * WIDTH * WIDTH, network->mixing_bias + layer * STATE,
            state_after(pass, layer + 1));
    }
}

int begin_pass(Pass *pass, const Network *network, const Line *measured, int64_t measured_count,
               const int32_t *rare, const int32_t *columns, int64_t count, int kept) {
    int64_t padded = count + 2 * MOST_REACH + TOGETHER, layers = kept ? network->layers + 1 : 2;
    *pass = (Pass){.count = count, .padded = padded, .kept = kept};
    pass->lines = malloc((size_t)count * sizeof *pass->lines);
    pass->inputs = malloc((size_t)count * sizeof *pass->inputs);
    pass->sizes = malloc(3 * (size_t)count * sizeof *pass->sizes);
    pass->states = calloc((size_t)(layers * padded), sizeof *pass->states);
    pass->around = calloc(2 * (size_t)padded, sizeof *pass->around);
    if (!pass->lines || !pass->inputs || !pass->sizes || !pass->states || !pass->around) return NO_MEMORY;
    pass->above_part = pass->sizes + count;
    pass->below_part = pass->above_part + count;
    for (int64_t i = 0; i < count; i++) {
        const Line *line = pass->lines[i] = measured + columns[i];
        memcpy(pass->inputs[i], line->own, sizeof line->own);
        memcpy(pass->inputs[i] + FEATURES, line->said, sizeof line->said);
    }
    if (add_surroundings(pass->inputs, pass->lines, count, measured_count, rare, &network->limits))
        return NO_MEMORY;
    run(pass, network);
    return 0;
}

void end_pass(Pass *pass) {
    free(pass->lines);
    free(pass->inputs);
    free(pass->sizes);
    free(pass->states);
    free(pass->around);
}

/* Score some lines of a page, those with the numbers in `columns`, in order, as if the page had no others.

   Returns how many, or NO_MEMORY. */
EXPORT int64_t score(const Network *network, const Line *measured, int64_t measured_count, const int32_t *rare,
                     const int32_t *columns, int64_t count, float *scores) {
    Pass pass;
    int64_t result = NO_MEMORY;
    if (!count) return 0;
    if (!begin_pass(&pass, network, measured, measured_count, rare, columns, count, 0)) {
        const State *state = state_after(&pass, network->layers);
        for (int64_t i = 0; i < count; i += TOGETHER) {
            int together = count - i < TOGETHER ? (int)(count - i) : TOGETHER;
            mean_scores(network, (const float(*)[INPUTS])pass.inputs + i, state + i, together, scores + i);
        }
        result = count;
    }
    end_pass(&pass);
    return result;
}
