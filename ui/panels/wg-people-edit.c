/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-edit"

#include "wg-people-edit.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"
#include "../../app/plan/wg-staffing.h"
#include "wg-cell-editor.h"

static const WgPerson *
get_person (WgSession *session, guint32 id)
{
  return wg_people_get_person (wg_plan_get_people (wg_session_get_plan (session)), id);
}

/* The new text of a cell, or the number of what was chosen, becomes part of the person. */
static gboolean
take_edit (WgSession *session, guint32 id, guint column, const char *text, GError **error)
{
  const WgPerson *now = get_person (session, id);
  WgPerson values;
  g_autofree char *phone = NULL;

  if (now == NULL)
    return TRUE;
  values = *now;
  if (column == WG_PEOPLE_COLUMN_NAME)
    values.name = text;
  else if (column == WG_PEOPLE_COLUMN_PHONE)
    values.phone = phone = wg_phone_tidy (text, NULL);
  else if (column == WG_PEOPLE_COLUMN_EMPLOYER)
    values.employer = text;
  else
    values.post_type = (guint32) g_ascii_strtoull (text, NULL, 10);
  return wg_command_put_person (wg_session_get_history (session), &values, error) != 0;
}

static char *
edited_cb (guint32 id, guint column, const char *text, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (take_edit (user_data, id, column, text, &error)
      || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    return NULL;
  return wg_words_error (error);
}

gboolean
wg_people_edit_cell (WgSession *session, guint32 id, WgPeopleColumn column, GtkWidget *cell)
{
  const WgPerson *person = get_person (session, id);
  WgCellEdit edit = { id, column, edited_cb, session };

  if (person == NULL)
    return FALSE;
  if (column == WG_PEOPLE_COLUMN_NAME)
    wg_cell_editor_text (cell, person->name, &edit);
  else if (column == WG_PEOPLE_COLUMN_PHONE)
    wg_cell_editor_text (cell, person->phone, &edit);
  else if (column == WG_PEOPLE_COLUMN_EMPLOYER)
    wg_cell_editor_text (cell, person->employer, &edit);
  else if (column == WG_PEOPLE_COLUMN_POST)
    wg_cell_editor_post (cell, person->post_type, &edit);
  else
    return FALSE;
  return TRUE;
}
