/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-address-near"

#include "wg-address-near.h"

#include "../base/wg-text-query.h"

#define MAX_LOOKED_AT 4096 /* addresses of one street */
#define NAME_END 3         /* characters of a name by which its addresses are looked up */
#define MAX_STEP 40        /* houses that are farther apart tell nothing of those between */

/* The known houses of a street next to the one asked for. */
typedef struct
{
  guint asked;
  guint below, above; /* their numbers; 0: none */
  guint32 below_row, above_row;
} Houses;

static char *
dup_text (const WgTextPack *texts, guint32 row)
{
  char *text = wg_text_pack_dup_field (texts, row, 0);

  return text != NULL ? text : wg_text_pack_dup_field (texts, row, 1);
}

/* The words to look for: the end of the name, and the first number, or all where there is no name. */
static char *
make_words (const WgAddressParts *asked, gboolean with_number)
{
  GString *words = g_string_new (NULL);
  guint n_numbers = !with_number ? 0 : asked->n_name > 0 ? MIN (asked->n_numbers, 1) : asked->n_numbers;

  for (guint i = asked->n_name - MIN (asked->n_name, NAME_END); i < asked->n_name; i++)
    g_string_append_unichar (words, asked->name[i]);
  for (guint i = 0; i < n_numbers; i++)
    g_string_append_printf (words, " %s", asked->numbers[i].text);
  return g_string_free (words, FALSE);
}

static gboolean
look_up (const char *words, const WgTextPack *texts, GArray *hits, GCancellable *cancellable)
{
  g_autoptr (WgTextQuery) query = wg_text_query_new (words);
  guint n_found[2] = { 0, 0 };

  return wg_text_query_scan (query, texts, MAX_LOOKED_AT, hits, NULL, n_found, cancellable);
}

static void
add_near (GArray *near, WgNearness nearness, WgMatchKind match, gboolean is_sure, guint32 row)
{
  WgAddressNear one = { nearness, 0, row, row, 0 };

  one.score = wg_text_query_score (match, is_sure ? 0 : 1);
  g_array_append_val (near, one);
}

static void
note_house (Houses *houses, guint number, guint32 row)
{
  if (number < houses->asked && number > houses->below)
    {
      houses->below = number;
      houses->below_row = row;
    }
  if (number > houses->asked && (houses->above == 0 || number < houses->above))
    {
      houses->above = number;
      houses->above_row = row;
    }
}

/* Even and odd numbers are on the two sides of a street: those of its own side are worth more. */
static void
add_neighbours (const Houses *sides, GArray *near)
{
  for (guint i = 0; i < 2; i++)
    if (sides[i].below != 0 && sides[i].above != 0 && sides[i].above - sides[i].below <= MAX_STEP)
      {
        WgAddressNear one = { WG_NEAR_BETWEEN, wg_text_query_score (WG_MATCH_CUT, i), sides[i].below_row,
                              sides[i].above_row, 0 };

        one.fraction = (sides[i].asked - sides[i].below) / (double) (sides[i].above - sides[i].below);
        g_array_append_val (near, one);
        return;
      }
  for (guint i = 0; i < 2; i++)
    {
      guint down = sides[i].below != 0 ? sides[i].asked - sides[i].below : G_MAXUINT;
      guint up = sides[i].above != 0 ? sides[i].above - sides[i].asked : G_MAXUINT;

      if (MIN (down, up) <= MAX_STEP)
        {
          add_near (near, WG_NEAR_NEXT, WG_MATCH_SOUND_INSIDE, i == 0,
                    down <= up ? sides[i].below_row : sides[i].above_row);
          return;
        }
    }
}

static void
compare_rows (const WgAddressParts *asked, const WgTextPack *texts, const GArray *hits, GArray *near)
{
  for (guint i = 0; i < hits->len; i++)
    {
      guint32 row = g_array_index (hits, WgTextHit, i).row;
      g_autofree char *text = dup_text (texts, row);
      WgAddressParts known;
      gboolean is_sure = FALSE;

      if (text == NULL)
        continue;
      wg_address_parts_read (text, &known);
      switch (wg_address_parts_compare (asked, &known, &is_sure))
        {
        case WG_LIKE_SAME:
          add_near (near, WG_NEAR_SAME, WG_MATCH_EXACT, is_sure, row);
          break;
        case WG_LIKE_PART:
          add_near (near, WG_NEAR_PART, WG_MATCH_PREFIX, is_sure, row);
          break;
        case WG_LIKE_AROUND:
          add_near (near, WG_NEAR_AROUND, WG_MATCH_INSIDE, is_sure, row);
          break;
        default:
          break;
        }
    }
}

static void
compare_houses (const WgAddressParts *asked, const WgTextPack *texts, const GArray *hits, GArray *near)
{
  Houses sides[2] = { { .asked = wg_address_parts_house (asked) }, { .asked = wg_address_parts_house (asked) } };

  for (guint i = 0; i < hits->len; i++)
    {
      guint32 row = g_array_index (hits, WgTextHit, i).row;
      g_autofree char *text = dup_text (texts, row);
      WgAddressParts known;
      gboolean is_sure = FALSE;
      guint house = 0;

      if (text == NULL)
        continue;
      wg_address_parts_read (text, &known);
      if (wg_address_parts_compare (asked, &known, &is_sure) != WG_LIKE_STREET || !is_sure)
        continue;
      house = wg_address_parts_house (&known);
      if (house == 0)
        continue;
      note_house (&sides[1], house, row);
      if (house % 2 == sides[0].asked % 2)
        note_house (&sides[0], house, row);
    }
  add_neighbours (sides, near);
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const WgAddressNear *near_a = a, *near_b = b;

  if (near_a->score != near_b->score)
    return near_a->score < near_b->score ? -1 : 1;
  return (near_a->row > near_b->row) - (near_a->row < near_b->row);
}

gboolean
wg_address_near_find (const char *text, const WgTextPack *texts, guint limit, GArray *near_out,
                      GCancellable *cancellable)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  g_autofree char *words = NULL;
  WgAddressParts asked;

  g_array_set_size (near_out, 0);
  wg_address_parts_read (text, &asked);
  if (asked.n_name < 2 && asked.n_numbers < 2)
    return TRUE;
  words = make_words (&asked, TRUE);
  if (!look_up (words, texts, hits, cancellable))
    return FALSE;
  compare_rows (&asked, texts, hits, near_out);
  if (near_out->len == 0 && wg_address_parts_house (&asked) != 0)
    {
      g_autofree char *street = make_words (&asked, FALSE);

      if (!look_up (street, texts, hits, cancellable))
        return FALSE;
      compare_houses (&asked, texts, hits, near_out);
    }
  g_array_sort (near_out, compare_near);
  if (near_out->len > limit)
    g_array_set_size (near_out, limit);
  return TRUE;
}
