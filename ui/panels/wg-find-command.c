/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-find-command"

#include "wg-find-command.h"

#include <string.h>

/* "_Import…" as "Import"; "导入(_I)…" as "导入". */
static char *
clean_label (const char *label)
{
  GString *out = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' && p[1] == '_' && p[2] != '\0' && p[3] == ')')
        {
          p += 3;
          continue;
        }
      if (c != '_' && c != 0x2026)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static char *
get_string (GMenuModel *menu, int item, const char *attribute)
{
  char *text = NULL;

  g_menu_model_get_item_attribute (menu, item, attribute, "s", &text);
  return text;
}

static gboolean
is_enabled (GtkWidget *widget, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GActionGroup *group = NULL;
  const char *dot = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  dot = strchr (name, '.');
  if (g_str_has_prefix (name, "win."))
    group = G_ACTION_GROUP (gtk_widget_get_root (widget));
  else if (g_str_has_prefix (name, "app."))
    group = G_ACTION_GROUP (g_application_get_default ());
  return group == NULL || g_action_group_get_action_enabled (group, dot + 1);
}

static char *
dup_action (GMenuModel *menu, int item)
{
  g_autofree char *name = get_string (menu, item, G_MENU_ATTRIBUTE_ACTION);
  g_autoptr (GVariant) target
    = g_menu_model_get_item_attribute_value (menu, item, G_MENU_ATTRIBUTE_TARGET, NULL);

  return name != NULL ? g_action_print_detailed_name (name, target) : NULL;
}

static int
compare_commands (gconstpointer a, gconstpointer b)
{
  guint32 score_a = (*(WgFindCommand *const *) a)->score, score_b = (*(WgFindCommand *const *) b)->score;

  return (score_a > score_b) - (score_a < score_b);
}

static void
collect (GMenuModel *menu, const WgTextQuery *query, GtkWidget *widget, GPtrArray *commands)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
      g_autofree char *label = get_string (menu, i, G_MENU_ATTRIBUTE_LABEL);
      g_autofree char *action = dup_action (menu, i);
      guint32 score = 0;

      for (guint k = 0; k < G_N_ELEMENTS (links); k++)
        {
          g_autoptr (GMenuModel) link = g_menu_model_get_item_link (menu, i, links[k]);

          if (link != NULL)
            collect (link, query, widget, commands);
        }
      if (label != NULL && action != NULL && is_enabled (widget, action))
        {
          g_autofree char *clean = clean_label (label);

          if (wg_text_query_match (query, clean, &score))
            {
              WgFindCommand *command = g_new0 (WgFindCommand, 1);

              *command = (WgFindCommand){ g_steal_pointer (&clean), g_steal_pointer (&action), score };
              g_ptr_array_add (commands, command);
            }
        }
    }
}

void
wg_find_command_free (WgFindCommand *command)
{
  g_free (command->label);
  g_free (command->action);
  g_free (command);
}

void
wg_find_command_match (GMenuModel *menu, const WgTextQuery *query, GtkWidget *widget,
                       GPtrArray *commands_out)
{
  collect (menu, query, widget, commands_out);
  g_ptr_array_sort (commands_out, compare_commands);
}

char *
wg_find_command_keys (const WgFindCommand *command, GtkWidget *widget)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_auto (GStrv) accels
    = application != NULL ? gtk_application_get_accels_for_action (application, command->action) : NULL;
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (accels == NULL || accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}
