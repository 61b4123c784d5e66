import { expect } from 'chai';
import { readContent } from '#bot/read-content.js';

const file = { file_id: 'f-1', file_unique_id: 'u', file_size: 9 };
const size = { ...file, width: 90, height: 90 };
const read = { fileId: 'f-1', fileUniqueId: 'u', fileSize: 9 };

describe('what a message brings', () => {
  const kinds: [string, object, object][] = [
    [
      'a text with its marks',
      { text: 'a b', entities: [{ type: 'bold', offset: 0, length: 1 }] },
      { kind: 'text', html: '<b>a</b> b', words: 'a b' },
    ],
    [
      'a picture in its largest size',
      { photo: [{ ...size, file_id: 's', width: 9 }, size], caption: 'x' },
      { kind: 'image', ...read, html: 'x' },
    ],
    [
      'a file with its name',
      { document: { ...file, file_name: 'a\u202etxt.exe', mime_type: 'a/b' } },
      { kind: 'document', ...read, fileName: 'atxt.exe', mimeType: 'a/b', html: '' },
    ],
    ['a voice', { voice: { ...file, duration: 3 } }, { kind: 'voice', ...read }],
    [
      'a film',
      { video: file, caption: 'f', caption_entities: [{ type: 'code', offset: 0, length: 1 }] },
      { kind: 'video', ...read, html: '<code>f</code>' },
    ],
    ['music', { audio: file }, { kind: 'audio', ...read }],
    [
      'a moving picture, which has a file beside it',
      { animation: file, document: { ...file, file_id: 'other' } },
      { kind: 'animation', ...read },
    ],
    ['a round film', { video_note: file }, { kind: 'video_note', ...read }],
    ['a sticker', { sticker: file }, { kind: 'sticker', ...read }],
  ];
  for (const [what, message, content] of kinds)
    it(`is ${what}`, () => expect(readContent(message)).to.deep.include(content));

  it('has no zero sign, which no store takes, and then no marks, which would stand elsewhere', () => {
    const entities = [{ type: 'bold', offset: 0, length: 1 }];
    expect(readContent({ text: '\0ab', entities })).to.deep.include({ html: 'ab', words: 'ab' });
  });

  it('is nothing where no bot could show it elsewhere', () => {
    for (const message of [{ location: {} }, { poll: {} }, { photo: [] }, { voice: { file_id: 'a b' } }, {}])
      expect(readContent(message), JSON.stringify(message)).to.equal(undefined);
  });

  it('reads words with marks that are none, and words beside a file that is none, as words', () => {
    const words = { kind: 'text', html: 'a', words: 'a' };
    expect(readContent({ text: 'a', entities: 'none' })).to.deep.equal(words);
    expect(readContent({ text: 'a', photo: 'none' })).to.deep.equal(words);
    expect(readContent({ text: 'a', document: null })).to.deep.equal(words);
    expect(readContent({ text: 5 })).to.equal(undefined);
  });
});
