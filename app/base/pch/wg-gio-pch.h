/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nearly every file of the rooms below the window reads, read once where -Db_pch=true (scripts/test in CI).
 * A file still includes what it uses: other builds have no precompiled headers. */
/* Two files need it before any system header. */
#define _GNU_SOURCE

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* Each file sets its own. */
#undef G_LOG_DOMAIN
