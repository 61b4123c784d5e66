import { el, icon, iconButton } from './dom.js';

let picked = null;

/** The file that goes out with the next press of Send, and whether as a picture; null when there is none. */
export function pickedFile() {
  return picked;
}

/** Takes a file to be sent with the next press of Send; undefined takes it away again. */
export function pick(file) {
  const input = document.getElementById('file');
  if (!input) return;
  if (!file) input.value = '';
  picked = file ? { file, isPhoto: isPicture(file) } : null;
  drawFileBar();
  if (file) document.getElementById('input').focus();
}

function drawFileBar() {
  const bar = document.getElementById('file-bar');
  bar.hidden = !picked;
  if (!picked) return bar.replaceChildren();
  const { file, isPhoto } = picked;
  const asFile = el('input', {
    type: 'checkbox',
    checked: !isPhoto,
    onchange: () => (picked.isPhoto = !asFile.checked),
  });
  return bar.replaceChildren(
    isPicture(file)
      ? el('img', {
          src: URL.createObjectURL(file),
          alt: '',
          onload: (event) => URL.revokeObjectURL(event.target.src),
        })
      : icon('file'),
    el('span', { class: 'bar-text', dir: 'auto' }, file.name),
    isPicture(file) && el('label', { class: 'as-file' }, asFile, 'send as a file'),
    iconButton('close', 'Do not send it', () => pick(undefined)),
  );
}

function isPicture(file) {
  return /^image\/(png|jpeg|gif|webp)$/.test(file.type);
}
