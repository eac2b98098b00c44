/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-gdal"

#include "wg-gdal.h"

#include "wg-source.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <errno.h>
#include <string.h>

struct _WgGdalLog
{
  char *first; /* failure */
  char *last;  /* warning or failure */
};

static void CPL_STDCALL
keep_message (CPLErr level, CPLErrorNum number, const char *message)
{
  WgGdalLog *log = CPLGetErrorHandlerUserData ();

  if (level < CE_Warning)
    return;
  g_free (log->last);
  log->last = g_utf8_make_valid (message, -1);
  if (level >= CE_Failure && log->first == NULL)
    log->first = g_utf8_make_valid (message, -1);
}

static gpointer
init_once (gpointer data)
{
  /* Archives made by Chinese Windows have CP936 names without saying so. */
  CPLSetConfigOption ("CPL_ZIP_ENCODING", "CP936");
  GDALAllRegister ();
  return NULL;
}

void
wg_gdal_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

WgGdalLog *
wg_gdal_log_new (void)
{
  WgGdalLog *log = g_new0 (WgGdalLog, 1);

  CPLErrorReset ();
  CPLPushErrorHandlerEx (keep_message, log);
  return log;
}

void
wg_gdal_log_free (WgGdalLog *log)
{
  if (log == NULL)
    return;
  CPLPopErrorHandler ();
  CPLErrorReset ();
  g_free (log->first);
  g_free (log->last);
  g_free (log);
}

const char *
wg_gdal_log_get_first (WgGdalLog *log)
{
  return log->first;
}

const char *
wg_gdal_log_get_last (WgGdalLog *log)
{
  return log->last;
}

void
wg_gdal_log_clear (WgGdalLog *log)
{
  g_clear_pointer (&log->first, g_free);
  g_clear_pointer (&log->last, g_free);
  CPLErrorReset ();
}

void
wg_gdal_set_error (GError **error, int code, WgGdalLog *log, const char *what)
{
  const char *words = log->first != NULL ? log->first : "no driver of GDAL takes it";

  if (code == WG_EXCHANGE_ERROR_WRITE
      && (errno == ENOSPC || strstr (words, "No space left") != NULL
          || strstr (words, "disk is full") != NULL))
    code = WG_EXCHANGE_ERROR_FULL;
  g_set_error (error, WG_EXCHANGE_ERROR, code, "%s: %s", what, words);
}
