/* What is around a line, on its page. */

#include "line_model.h"

#include <stdlib.h>

static float sign(float value) { return (float)((value > 0) - (value < 0)); }

static void add_on_page(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int32_t *counts,
                        int32_t *firsts) {
    float least = lines[0]->indent, before = 0;
    for (int64_t i = 0; i < count; i++) {
        if (!counts[lines[i]->same]++) firsts[lines[i]->same] = (int32_t)i;
        if (lines[i]->indent < least) least = lines[i]->indent;
    }
    for (int64_t i = 0; i < count; i++) {
        float *out = inputs[i] + OWN, indent = lines[i]->indent;
        out[0] = log_of((float)counts[lines[i]->same] - 1);
        out[1] = firsts[lines[i]->same] != i;
        out[2] = log_of(indent - least);
        out[3] = sign(indent - before);
        before = indent;
    }
}

static void add_overlap(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, const int32_t *rare,
                        int32_t *times, float least_often) {
    for (int64_t i = 0; i < count; i++)
        if (is_prose(lines[i]))
            for (int32_t word = lines[i]->rare; word < lines[i]->rare_end; word++) times[rare[word]]++;
    for (int64_t i = 0; i < count; i++) {
        float *out = inputs[i] + OWN + ON_PAGE, all = (float)(lines[i]->rare_end - lines[i]->rare);
        int shared = 0, often = 0, own = is_prose(lines[i]);
        for (int32_t word = lines[i]->rare; word < lines[i]->rare_end; word++) {
            int32_t elsewhere = times[rare[word]] - own;
            shared += elsewhere >= 1;
            often += (float)elsewhere >= least_often;
        }
        out[0] = (float)shared / larger(all, 1);
        out[1] = (float)often / larger(all, 1);
        out[2] = log_of(all);
    }
}

FAST static void add_around(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int64_t nowhere) {
    float sums[MARKS] = {0}, totals[MARKS] = {0}, seen[MARKS];
    for (int64_t i = 0; i < count; i++)
        for (int k = 0; k < MARKS; k++) totals[k] += lines[i]->marks[k];
    for (int k = 0; k < MARKS; k++) seen[k] = -(float)(count + nowhere);
    for (int64_t i = 0; i < count; i++) {
        float *out = inputs[i] + OWN + ON_PAGE + OVERLAP;
        const float *marks = lines[i]->marks;
        for (int k = 0; k < MARKS; k++) {
            out[k] = sums[k];
            sums[k] += marks[k];
            out[MARKS + k] = totals[k] - sums[k];
            seen[k] = marks[k] > 0 ? (float)i : seen[k];
            out[2 * MARKS + k] = (float)i - seen[k];
        }
    }
    for (int k = 0; k < MARKS; k++) seen[k] = (float)(2 * count + nowhere);
    for (int64_t i = count - 1; i >= 0; i--) {
        float *out = inputs[i] + OWN + ON_PAGE + OVERLAP;
        for (int k = 0; k < MARKS; k++) {
            seen[k] = lines[i]->marks[k] > 0 ? (float)i : seen[k];
            out[3 * MARKS + k] = seen[k] - (float)i;
        }
        for (int k = 0; k < AROUND; k++) out[k] = log_of(out[k] > 0 ? out[k] : 0);
        for (int k = 2 * MARKS; k < AROUND; k++) out[k] = 1 / (1 + out[k]);
    }
}

static void add_whole_page(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int32_t *blocks,
                           double *masses, const Limits *limits) {
    int64_t beside = (int64_t)limits->near;
    float most = limits->most_distance;
    double total = 0, words = 0, upto = 0;
    int32_t block = 0, largest = 0;
    int64_t last = -1;
    for (int64_t i = 0; i < count; i++) {
        words += lines[i]->length;
        if (is_prose(lines[i])) {
            block += (float)(i - last) > limits->block_gap;
            last = i;
            total += lines[i]->length;
            masses[block] += lines[i]->length;
        }
        blocks[i] = block;
    }
    for (int32_t b = 1; b <= block; b++)
        if (masses[b] > masses[largest]) largest = b;
    double scale = total > 1 ? total : 1;
    float page_lines = log_of((float)count), page_prose = log_of((float)total);
    float page_rest = log_of((float)(words - total)), prose_part = (float)(total / (words > 1 ? words : 1));
    for (int64_t i = 0; i < count; i++) {
        float *out = inputs[i] + OWN + ON_PAGE + OVERLAP + AROUND;
        int32_t side = blocks[i] - largest;
        double near = 0;
        for (int64_t j = i < beside ? 0 : i - beside; j <= i + beside && j < count; j++)
            near += is_prose(lines[j]) ? lines[j]->length : 0;
        double above = upto;
        upto += is_prose(lines[i]) ? lines[i]->length : 0;
        const float figures[WHOLE] = {
            (float)(above / scale), (float)(1 - upto / scale), (float)(masses[blocks[i]] / scale),
            sign((float)side), larger(-most, smaller(most, (float)side)), log_of((float)near),
            (float)i / (float)count, log_of((float)i), log_of((float)(count - 1 - i)),
            page_lines, page_prose, page_rest, prose_part, (float)(masses[largest] / scale),
        };
        memcpy(out, figures, sizeof figures);
    }
}

int add_surroundings(float (*inputs)[INPUTS], const Line *const *lines, int64_t count, int64_t measured_count,
                     const int32_t *rare, const Limits *limits) {
    int64_t rare_count = lines[count - 1]->rare_end;
    int32_t *counts = calloc((size_t)(measured_count + rare_count), sizeof *counts);
    int32_t *places = malloc((size_t)measured_count * sizeof *places);
    double *masses = calloc((size_t)count + 1, sizeof *masses);
    int made = counts && places && masses;
    if (made) {
        add_on_page(inputs, lines, count, counts, places);
        add_overlap(inputs, lines, count, rare, counts + measured_count, limits->often);
        add_around(inputs, lines, count, (int64_t)limits->nowhere);
        add_whole_page(inputs, lines, count, places, masses, limits);
    }
    free(counts);
    free(places);
    free(masses);
    return made ? 0 : NO_MEMORY;
}
