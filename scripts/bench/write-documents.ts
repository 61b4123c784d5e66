import { readFileSync, writeFileSync } from 'node:fs';
import { capacitySection } from './capacity-section.js';
import { readMeasured, type Measured } from './measured.js';
import { readmeSection } from './readme-section.js';

/** The documents that tell measured figures, and what makes theirs. */
export const documents: Readonly<Record<string, (measured: Measured) => string>> = {
  'README.md': readmeSection,
  'docs/capacity.md': capacitySection,
};

const between = /(<!-- bench: figures.*? -->)[\s\S]*?(<!-- bench: end -->)/;

/** A document with its figures made anew; the rest of it stays. Throws when it has no place for them. */
export function withFigures(text: string, section: string): string {
  if (!between.test(text))
    throw new Error('the document has no <!-- bench: figures --> … <!-- bench: end -->');
  return text.replace(between, (_whole, start: string, end: string) => `${start}\n\n${section}\n\n${end}`);
}

/** Writes the figures that were kept last into the documents. */
export function writeDocuments(): void {
  const measured = readMeasured();
  for (const [file, makeSection] of Object.entries(documents))
    writeFileSync(file, withFigures(readFileSync(file, 'utf8'), makeSection(measured)));
}
