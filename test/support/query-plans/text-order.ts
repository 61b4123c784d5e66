/** The statement with everything in parentheses taken out, and what each pair held. */
function level(sql: string): { readonly top: string; readonly inner: readonly string[] } {
  let depth = 0;
  let top = '';
  let held = '';
  const inner: string[] = [];
  for (const sign of sql) {
    if (sign === ')') depth = Math.max(0, depth - 1);
    if (depth === 0) top += sign;
    else held += sign;
    if (sign === '(') depth += 1;
    if (depth === 0 && held) {
      inner.push(held);
      held = '';
    }
  }
  return { top, inner };
}

/**
 * Columns by which a statement sorts as text though they are numbers: `select id::text … order by id` means the text, in
 * which 10 comes before 9. Name the table: `order by users.id`.
 */
export function sortedAsText(sql: string): string[] {
  const { top, inner } = level(sql);
  const [, list = '', order = ''] =
    /^\s*(?:with\b.*?\bas\b.*?)?select\b(.*?)\bfrom\b.*\border by\b(.*)$/is.exec(top) ?? [];
  const cast = new Set([...list.matchAll(/(?:^|[\s,.])(\w+)::text\s*(?=,|$)/g)].map(([, name]) => name));
  const named = [...order.matchAll(/(?:^|,)\s*(\w+)(?![\w.(])/g)].map(([, name]) => name as string);
  return [...named.filter((name) => cast.has(name)), ...inner.flatMap(sortedAsText)];
}
