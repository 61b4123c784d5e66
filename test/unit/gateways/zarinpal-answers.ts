/** Answers of Zarinpal in every form that its documentation, its SDKs or people's logs show, as they come over the wire. */

export const authority = 'A00000000000000000000000000217885159';

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

const json = (status: number, body: object): WireAnswer => ({ status, body: JSON.stringify(body) });

/** The usual refusal of a code. */
export const refusal = (code: number, status = 401): WireAnswer =>
  json(status, { data: [], errors: { code, message: 'Refused.', validations: [] } });

const made = { code: 100, message: 'Success', authority, fee_type: 'Merchant', fee: 100 };

/** What `request` says when it has made a payment. */
export const madeAnswers: Readonly<Record<string, WireAnswer>> = {
  'as documented': json(200, { data: made, errors: [] }),
  'with a code in text': json(200, { data: { ...made, code: '100' }, errors: [] }),
  'without errors': json(200, { data: made }),
  'with errors as an object': json(200, { data: made, errors: {} }),
};

/** The same refusal, -11, in the forms that were seen. */
export const refusedAnswers: Readonly<Record<string, WireAnswer>> = {
  'data as a list': refusal(-11),
  'data as an object': json(401, { data: {}, errors: { code: -11, message: 'x', validations: [] } }),
  'no data': json(400, { errors: { code: -11, message: 'x' } }),
  'data is null': json(400, { data: null, errors: { code: -11, message: 'x' } }),
  'errors as a list': json(200, { data: [], errors: [{ code: -11, message: 'x' }] }),
  'status 200': refusal(-11, 200),
  'status 422': refusal(-11, 422),
  'a code in text': json(401, { data: [], errors: { code: '-11', message: 'x' } }),
};

/** What is no answer of Zarinpal, or no whole one. */
export const senselessAnswers: Readonly<Record<string, WireAnswer>> = {
  HTML: { status: 200, body: '<!doctype html><title>Just a moment…</title>' },
  empty: { status: 200, body: '' },
  'cut off': { status: 200, body: '{"data":{"code":100,"mess' },
  'a list': { status: 200, body: '[]' },
  'a number': { status: 200, body: '100' },
  'no code': json(200, { data: [], errors: [] }),
  'a code that is no number': json(200, { data: { code: null }, errors: [] }),
  'a code of no table': refusal(-999),
};

const paid = { code: 100, message: 'Paid', card_hash: '9F2C', card_pan: '502229******5995' };
const fee = { fee_type: 'Merchant', fee: 0 };

/** What `verify` says of a payment that is paid, and the receipt and note that follow. */
export const paidAnswers: Readonly<
  Record<string, { readonly answer: WireAnswer; readonly receipt: string | null; readonly note?: string }>
> = {
  'as documented': {
    answer: json(200, {
      data: { ...paid, ...fee, ref_id: 201000123, order_id: 'x', wages: null },
      errors: [],
    }),
    receipt: '201000123',
    note: '502229******5995',
  },
  'with the word Verified': {
    answer: json(200, { data: { ...paid, ...fee, message: 'Verified', ref_id: 12345 }, errors: [] }),
    receipt: '12345',
    note: '502229******5995',
  },
  'verified before': {
    answer: json(200, { data: { code: 101, message: 'Verified', ref_id: 201000123, ...fee }, errors: [] }),
    receipt: '201000123',
  },
  'verified before, with nothing else': {
    answer: json(200, { data: { code: 101, message: 'Verified' }, errors: [] }),
    receipt: null,
  },
  'with a receipt above 2^53': {
    answer: {
      status: 200,
      body: '{"data":{"code":100,"message":"Paid","ref_id": 9223372036854775807},"errors":[]}',
    },
    receipt: '9223372036854775807',
  },
  'with code and receipt in text': {
    answer: json(200, { data: { code: '100', message: 'Paid', ref_id: '201000123' }, errors: [] }),
    receipt: '201000123',
  },
  'with a whole card number, which nobody may keep': {
    answer: json(200, { data: { ...paid, card_pan: '5022291234565995', ref_id: 7 }, errors: [] }),
    receipt: '7',
  },
};

/** What `inquiry` says of a status; the SDK's tests show an amount too. */
export const inquiryAnswer = (status: string): WireAnswer =>
  json(200, { data: { status, amount: 1_000, code: 100, message: 'Success' }, errors: [] });

const waiting = (end: string, callbackUrl: string, date: string) => ({
  authority: `A${end.padStart(35, '0')}`,
  amount: 50_500,
  callback_url: callbackUrl,
  referer: 'https://shop.example.com',
  date,
});
const reference = 'ab'.repeat(16);

/** Forms of `unVerified`, and what is found in them. */
export const unverifiedAnswers: Readonly<
  Record<string, { readonly answer: WireAnswer; readonly found: readonly object[] }>
> = {
  'as documented, in any order': {
    answer: json(200, {
      data: {
        code: '100',
        message: 'Success',
        authorities: [
          waiting('3', 'https://shop.example.com/pay?p=not-ours', '2026-07-01 18:00:00'),
          waiting(
            '1',
            `https://bots.example.com/payments/zarinpal/2?p=${reference}&l=fa`,
            '2026-07-01 17:33:25',
          ),
          waiting('2', 'no address', '2026-07-01 17:40:00'),
        ],
      },
      errors: [],
    }),
    found: [
      { externalId: `A${'1'.padStart(35, '0')}`, reference },
      { externalId: `A${'2'.padStart(35, '0')}` },
      { externalId: `A${'3'.padStart(35, '0')}` },
    ],
  },
  none: { answer: json(200, { data: { code: 100, authorities: [] }, errors: [] }), found: [] },
  'none, as an object': {
    answer: json(200, { data: { code: 100, authorities: {} }, errors: [] }),
    found: [],
  },
  'none, left out': {
    answer: json(200, { data: { code: '100', message: 'Success' }, errors: [] }),
    found: [],
  },
  'with one of the old numbering among them': {
    answer: json(200, {
      data: { code: 100, authorities: [{ authority: '0'.repeat(36) }, { authority }, null] },
      errors: [],
    }),
    found: [{ externalId: authority }],
  },
};

/** `reverse` that went well, in both forms that were seen. */
export const reversedAnswers: Readonly<Record<string, WireAnswer>> = {
  'with a message': json(200, { data: { code: 100, message: 'Reversed' }, errors: [] }),
  'with a status': json(200, { data: { code: 100, status: 'Success' }, errors: [] }),
};

/** Every code of the table, and what it means for us when a call hears it. */
export const meaningOfCodes: Readonly<Record<string, readonly number[]>> = {
  'fail gateway.account_off': [-11, -15, -16, -17, -19],
  'fail gateway.amount': [-4, -41],
  'fail gateway.misconfigured': [-2, -14, -18],
  'fail gateway.refused': [-3, -5, -9, 429, ...Array.from({ length: 11 }, (_, at) => -30 - at)],
  'fail gateway.unauthorized': [-10],
  'snooze gateway.flood': [-12, -13],
  'snooze gateway.unavailable': [-52],
};
