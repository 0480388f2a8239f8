/* What all files of the kernel have in common.

   The kernel holds no state and allocates only what it frees, so threads may call it side by side. Texts come as
   code points, whatever stands in them. */

#ifndef SEEDCLEAN_KERNEL_H
#define SEEDCLEAN_KERNEL_H

#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* Two versions of the hot loops, of which the machine takes the faster one that it can run. Only for functions of one
   file, as clang gives no other visibility to versions. */
#if defined(__x86_64__) && defined(__GLIBC__)
#define FAST __attribute__((target_clones("avx2", "default")))
#else
#define FAST
#endif

enum { NO_MEMORY = -1 };

#endif
