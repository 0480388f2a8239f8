/* Shared by all C files.

   They hold no state and free what they allocate, so threads may call them at the same time. A text comes as an
   array of code points, which may be any numbers. Limits and tables come from Python; no word is written here. */

#ifndef SEEDCLEAN_NATIVE_H
#define SEEDCLEAN_NATIVE_H

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

/* Tables have an entry for each near code point. Beyond are rare scripts, emoji, and old or rare Chinese. */
enum { NEAR_POINTS = 0x10000, EMOJI_FIRST = 0x1F000, EMOJI_END = 0x1FB00 };

/* A list of names becomes an enumeration, and a text by which Python finds the number of each name. */
#define ENTRY(name) name,
#define TEXT(name) #name " "

#endif
