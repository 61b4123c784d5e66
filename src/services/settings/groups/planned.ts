/**
 * Settings that are described but that no code reads, alphabetical. Nobody can set or see them, no new bot takes them
 * over, and what is stored of them is kept and ignored. Whoever writes the code that reads one takes it off the list.
 */
export const plannedSettings = [
  'blacklist_enabled',
  'blacklist_refresh_hours',
  'blacklist_url',
  'logo_file_id',
  'menu_mode',
  'mini_app_url',
  'name_filter',
  'name_filter_words',
  'throttle_ms',
] as const;
