/* What the score of a line is made of: the slope of the score to each input of each line, backwards through the
   network, times that input. */

#include "line_model.h"

#include <stdlib.h>

/* The slopes to the states before a layer, of those behind it; both have zeros around. */
static void step_back(const Pass *pass, const Network *network, int64_t layer, const State *behind, State *before,
                      State *up, State *down) {
    int64_t count = pass->count;
    int reach = network->reaches[layer];
    const float *weights = network->mixing + layer * VOICES * PARTS * WIDTH * WIDTH;
    const State *entered = state_after(pass, layer), *made = state_after(pass, layer + 1);
    memcpy(before - MOST_REACH, behind - MOST_REACH, (size_t)pass->padded * sizeof *before);
    for (int64_t i = 0; i < count; i++)
        for (int n = 0; n < STATE; n++) {
            const float *w = weights + (n / WIDTH * PARTS * WIDTH + n % WIDTH) * WIDTH;
            float sums[PARTS] = {0};
            for (int part = 0; part < PARTS; part++)
                for (int k = 0; k < WIDTH; k++) {
                    int64_t from = n / WIDTH * WIDTH + k;
                    if (made[i][from] > entered[i][from]) sums[part] += w[part * WIDTH * WIDTH + k] * behind[i][from];
                }
            before[i][n] += sums[0];
            before[i - reach][n] += sums[1];
            before[i + reach][n] += sums[2];
            up[i][n] = sums[3] * pass->above_part[i];
            down[i][n] = sums[4] * pass->below_part[i];
        }
    State above = {0}, below = {0};
    for (int64_t i = 0, j = count - 1; i < count; i++, j--)
        for (int n = 0; n < STATE; n++) {
            before[i][n] += below[n] * pass->sizes[i];
            below[n] += down[i][n];
            before[j][n] += above[n] * pass->sizes[j];
            above[n] += up[j][n];
        }
    memset(before - MOST_REACH, 0, MOST_REACH * sizeof *before);
    memset(before + count, 0, MOST_REACH * sizeof *before);
}

/* Say what makes the score of one line of those with the numbers in `columns`.

   `slopes` gets the slope to each of its own inputs, `own` what each of these gives, `others` what that input of all
   other lines gives together. Returns 0 or NO_MEMORY. */
EXPORT int64_t contributions(const Network *network, const Line *measured, int64_t measured_count,
                             const int32_t *rare, const int32_t *columns, int64_t count, int64_t line, float *slopes,
                             float *own, float *others) {
    Pass pass;
    int64_t result = begin_pass(&pass, network, measured, measured_count, rare, columns, count, 1);
    State *room = result ? NULL : calloc(4 * (size_t)pass.padded, sizeof *room);
    if (room) {
        State *behind = room + MOST_REACH, *before = behind + pass.padded, *up = before + pass.padded;
        for (int n = 0; n < STATE; n++) behind[line][n] = network->last[n] / VOICES;
        for (int64_t layer = network->layers - 1; layer >= 0; layer--) {
            step_back(&pass, network, layer, behind, before, up, up + pass.padded);
            State *other = behind;
            behind = before;
            before = other;
        }
        const State *entered = state_after(&pass, 0);
        memset(others, 0, INPUTS * sizeof *others);
        for (int64_t i = 0; i < count; i++)
            for (int k = 0; k < INPUTS; k++) {
                float slope = 0;
                for (int n = 0; n < STATE; n++)
                    if (entered[i][n] > 0) slope += network->entry[k * STATE + n] * behind[i][n];
                for (int voice = 0; voice < VOICES && i == line; voice++)
                    slope += network->direct[voice * INPUTS + k] / VOICES;
                if (i == line) {
                    slopes[k] = slope;
                    own[k] = slope * pass.inputs[i][k];
                } else {
                    others[k] += slope * pass.inputs[i][k];
                }
            }
    }
    if (!room) result = NO_MEMORY;
    free(room);
    end_pass(&pass);
    return result;
}
