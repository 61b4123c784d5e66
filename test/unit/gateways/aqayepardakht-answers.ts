/** The name of the payment that the examples are about. */
export const transid = 'F4D0C3A19B7E5D2C81A6B0E3';

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}
const said = (json: object, status = 200): WireAnswer => ({ status, body: JSON.stringify(json) });

/** A refusal by its code. */
export const refusal = (code: number | string): WireAnswer => said({ status: 'error', code }, 422);

/** How it says that a payment was made, and its name. */
export const madeAnswers: Readonly<Record<string, readonly [WireAnswer, string]>> = {
  'as the page has it': [said({ status: 'success', transid }), transid],
  'a name of digits': [said({ status: 'success', transid: 20_481_932 }), '20481932'],
  'with a code and members that nobody knows': [
    said({ status: 'success', code: 1, transid, x: null }),
    transid,
  ],
};

/** How it says that money is there. */
export const paidAnswers: Readonly<Record<string, WireAnswer>> = {
  paid: said({ status: 'success', code: 1 }),
  'paid, as a text': said({ status: 'success', code: '1' }),
  'verified before': said({ status: 'success', code: '2' }),
  'verified before, as an error': refusal(2),
};

/** What means nothing. */
export const senselessAnswers: Readonly<Record<string, WireAnswer>> = {
  nothing: { status: 200, body: '' },
  'a page': { status: 200, body: '<html>maintenance</html>' },
  'a page that forbids': { status: 403, body: '<html>denied</html>' },
  'half an answer': { status: 200, body: '{"status":"success","co' },
  'no code': said({ status: 'success' }),
  'a code that is none': said({ status: 'success', code: true }),
  'a list': said([]),
  'a code that nobody knows': refusal(-77),
  'success of another kind': said({ status: 'success', code: 3 }),
};

/** What each code leads to, on whichever call it is no answer. */
export const meaningOfCodes: Readonly<Record<string, readonly number[]>> = {
  'fail gateway.account_off': [-11, -12],
  'fail gateway.amount': [-5],
  'fail gateway.misconfigured': [-14],
  'fail gateway.refused': [-1, -2, -3, -4, -7, -13],
  'fail gateway.unauthorized': [-6, -9],
};
