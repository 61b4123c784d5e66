import { escapeHtml } from './html.js';

/** A mark on a part of a text, as the Bot API tells it; offsets and lengths in UTF-16 units. */
export interface TextEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly user?: { readonly id: number } | undefined;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly open: string;
  readonly close: string;
}

const plainTags: Readonly<Record<string, string>> = {
  blockquote: 'blockquote',
  bold: 'b',
  code: 'code',
  italic: 'i',
  spoiler: 'tg-spoiler',
  strikethrough: 's',
  underline: 'u',
};

function tagsOf({ type, url, language, user }: TextEntity): Pick<Mark, 'close' | 'open'> | undefined {
  const tag = plainTags[type];
  if (tag) return { open: `<${tag}>`, close: `</${tag}>` };
  if (type === 'expandable_blockquote') return { open: '<blockquote expandable>', close: '</blockquote>' };
  if (type === 'pre' && language !== undefined && /^[\w+#.-]{1,40}$/.test(language))
    return { open: `<pre><code class="language-${language}">`, close: '</code></pre>' };
  if (type === 'pre') return { open: '<pre>', close: '</pre>' };
  const href = type === 'text_link' ? url : type === 'text_mention' && user && `tg://user?id=${user.id}`;
  return href ? { open: `<a href="${escapeHtml(href)}">`, close: '</a>' } : undefined;
}

/** Is this the second half of a sign beyond the 65,536 first ones? */
const isInside = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
};

function markOf(text: string, entity: TextEntity): Mark | undefined {
  const tags = tagsOf(entity);
  const from = Math.max(0, entity.offset);
  const until = Math.min(text.length, entity.offset + entity.length);
  const start = isInside(text, from) ? from - 1 : from;
  const end = isInside(text, until) ? until + 1 : until;
  return tags && start < end ? { ...tags, start, end } : undefined;
}

/**
 * A text with its marks in Telegram's HTML, well nested whatever the marks are: one that crosses another is closed and opened again.
 * Links that Telegram finds by itself and marks that no bot can send (custom emoji) stay as their text.
 */
export function entitiesToHtml(text: string, entities: readonly TextEntity[]): string {
  const marks = entities.map((entity) => markOf(text, entity)).filter((mark) => mark !== undefined);
  const edges = [...new Set([0, ...marks.flatMap(({ start, end }) => [start, end]), text.length])];
  const open: Mark[] = [];
  let html = '';
  let last = 0;
  for (const at of edges.toSorted((one, other) => one - other)) {
    html += escapeHtml(text.slice(last, at));
    last = at;
    const outermost = open.findIndex(({ end }) => end <= at);
    const closed = outermost < 0 ? [] : open.splice(outermost);
    html += closed
      .toReversed()
      .map(({ close }) => close)
      .join('');
    const begun = marks.filter(({ start }) => start === at).toSorted((one, other) => other.end - one.end);
    for (const mark of [...closed.filter(({ end }) => end > at), ...begun]) {
      html += mark.open;
      open.push(mark);
    }
  }
  return html;
}
