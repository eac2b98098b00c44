/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nearly every file of the window reads; see ../../app/base/pch/wg-gio-pch.h. */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#undef G_LOG_DOMAIN
