import type { Language } from '#platform/language.js';

/** Escapes a text for HTML, attributes included. */
export const escapePageHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
  :root { color-scheme: light dark; --ground: #f3f5f9; --card: #fff; --line: #dfe4ec; --ink: #18202e; --soft: #5b677a;
    --accent: #2b6cff; --on-accent: #fff; --bad: #c02434; --bad-ground: #fdecee; }
  @media (prefers-color-scheme: dark) { :root { --ground: #10141b; --card: #191f2a; --line: #2b3443; --ink: #e8ecf3;
    --soft: #98a4b8; --accent: #5b8cff; --on-accent: #0c1220; --bad: #ff8d98; --bad-ground: #3a1d22; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground);
    color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", Tahoma, sans-serif; }
  main { width: 100%; max-width: 400px; background: var(--card); border: 1px solid var(--line); border-radius: 16px;
    padding: 32px; box-shadow: 0 12px 40px rgb(15 25 50 / 8%); }
  h1 { margin: 0 0 4px; font-size: 22px; letter-spacing: -.01em; }
  h1 + p { margin: 0 0 24px; color: var(--soft); }
  label { display: block; margin-bottom: 6px; font-weight: 600; font-size: 14px; }
  input { width: 100%; padding: 11px 13px; border: 1px solid var(--line); border-radius: 10px; font: inherit;
    background: var(--ground); color: inherit; }
  input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 45%, transparent);
    outline-offset: 1px; }
  button { width: 100%; margin-top: 16px; padding: 11px; border: 0; border-radius: 10px; background: var(--accent);
    color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
  button:hover { filter: brightness(1.06); }
  .fault { margin: 0 0 16px; padding: 10px 13px; border-radius: 10px; background: var(--bad-ground); color: var(--bad); }
  .hint { margin: 16px 0 0; font-size: 13px; color: var(--soft); }
  nav a { display: block; padding: 12px 14px; margin-top: 8px; border: 1px solid var(--line); border-radius: 10px;
    color: inherit; text-decoration: none; }
  nav a:hover { border-color: var(--accent); }
  nav a.main { margin-top: 24px; border-color: var(--accent); background: var(--accent); color: var(--on-accent);
    font-weight: 600; text-align: center; }
  .sign { display: block; width: 52px; height: 52px; margin-bottom: 16px; padding: 13px; border-radius: 50%; fill: none;
    stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round;
    background: color-mix(in srgb, var(--accent) 14%, transparent); color: var(--accent); }
  .sign.bad { background: var(--bad-ground); color: var(--bad); }
  nav small { display: block; color: var(--soft); }
  code { font: 13px ui-monospace, monospace; }
`;

/** Headers of our own pages: no scripts, no frames, nothing from elsewhere. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** A whole page around a body of trusted HTML. */
export const page = (title: string, body: string, language: Language = 'en'): string => `<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapePageHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
