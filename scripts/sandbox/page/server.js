/** Asks the sandbox; rejects with its reason when it refuses. */
export async function get(name, query = {}) {
  const response = await fetch(`/page/api/${name}?${new URLSearchParams(query)}`);
  return unwrap(response);
}

/** Does something as a person; rejects with the sandbox's reason when it refuses. */
export async function post(name, body) {
  const response = await fetch(`/page/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return unwrap(response);
}

/** Sends a picture or file with its caption. */
export async function upload(file, query) {
  const response = await fetch(`/page/api/upload?${new URLSearchParams({ name: file.name, ...query })}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  return unwrap(response);
}

async function unwrap(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
}

/** Follows the sandbox's events for ever; comes back by itself when the sandbox was restarted. */
export function follow({ onOpen, onEvent, onLost }) {
  const source = new EventSource('/page/api/events');
  source.onopen = onOpen;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => {
    onLost();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow({ onOpen, onEvent, onLost }), 1000);
  };
}
