import { el } from './dom.js';
import { get } from './server.js';

const maxCalls = 300;
const calls = [];
let isOnlyErrors = false;

const pane = () => document.getElementById('calls');

/** Asks for the last calls of the bots and draws them. */
export async function loadCalls() {
  const answer = await get('calls');
  calls.splice(0, calls.length, ...answer.calls.reverse());
  draw();
}

/** Puts a call that has just ended on top. */
export function addCall(call) {
  calls.unshift(call);
  if (calls.length > maxCalls) calls.pop();
  if (isHidden(call)) return;
  pane().querySelector('.calls-empty')?.remove();
  pane().prepend(row(call));
  if (pane().childElementCount > maxCalls) pane().lastElementChild.remove();
}

/** Makes the pane's switch work. */
export function startCalls() {
  const errors = document.getElementById('only-errors');
  errors.addEventListener('change', () => {
    isOnlyErrors = errors.checked;
    draw();
  });
}

function isHidden(call) {
  return isOnlyErrors && call.isOk;
}

function draw() {
  const rows = calls.filter((call) => !isHidden(call)).map(row);
  const empty = el(
    'li',
    { class: 'calls-empty' },
    isOnlyErrors ? 'No call was refused.' : 'The bots have not called yet.',
  );
  pane().replaceChildren(...(rows.length > 0 ? rows : [empty]));
}

function row(call) {
  const time = new Date(call.at).toLocaleTimeString('en-GB');
  return el(
    'li',
    {},
    el(
      'details',
      { class: call.isOk ? 'call' : 'call refused' },
      el(
        'summary',
        {},
        el(
          'span',
          { class: 'call-top' },
          el('b', {}, call.method),
          el('span', { class: 'outcome' }, call.isOk ? 'ok' : call.error.split(' ')[0]),
        ),
        el(
          'span',
          { class: 'faint', dir: 'auto' },
          [call.bot, call.chatId, time, `${call.ms} ms`].filter(Boolean).join(' · '),
        ),
        !call.isOk && el('span', { class: 'reason' }, call.error),
      ),
      el('div', { class: 'faint' }, 'Parameters'),
      el('pre', { dir: 'auto' }, call.params),
      call.isOk && el('div', { class: 'faint' }, 'Result'),
      call.isOk && el('pre', { dir: 'auto' }, call.result),
    ),
  );
}
