/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the program: its clock is ahead by as many seconds as the file WG_TEST_CLOCK says, now. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long
read_ahead (void)
{
  const char *path = getenv ("WG_TEST_CLOCK");
  FILE *file = path != NULL ? fopen (path, "r") : NULL;
  long seconds = 0;

  if (file == NULL)
    return 0;
  if (fscanf (file, "%ld", &seconds) != 1)
    seconds = 0;
  fclose (file);
  return seconds;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int (*real) (clockid_t, struct timespec *) = dlsym (RTLD_NEXT, "clock_gettime");
  int result = real (clock, now);

  if (clock == CLOCK_REALTIME)
    now->tv_sec += read_ahead ();
  return result;
}

int
gettimeofday (struct timeval *now, void *zone)
{
  int (*real) (struct timeval *, void *) = dlsym (RTLD_NEXT, "gettimeofday");
  int result = real (now, zone);

  now->tv_sec += read_ahead ();
  return result;
}
