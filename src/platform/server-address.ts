/** Said of an address whose password would be read as something else; shows nothing of it. */
const encodeCure =
  'must be percent-encoded in the address: @ is %40, / %2F, ? %3F, # %23, % %25, [ %5B, ] %5D, \\ %5C, a space %20';

/** What ends the login of an address, or begins something else in it, and so cannot be part of a password as it is. */
const misread = /[\s@/?#[\]\\]/;

/**
 * Throws an Error whose message continues the variable's name when user or password of a server's address are not
 * percent-encoded, or when it is no address. Nothing of the address is in the message: a piece of it may be a piece of the
 * password. The path of a socket is taken as it is; `several`: more than one host may be named.
 */
export function checkServerAddress(address: string, { several = false }: { several?: boolean } = {}): void {
  if (address.startsWith('unix:')) return;
  const rest = address.slice(address.indexOf('://') + 3);
  // Whatever a parser takes it for: what is before the last @ was meant as user and password.
  const at = rest.lastIndexOf('@');
  if (at >= 0 && misread.test(rest.slice(0, at)))
    throw new Error(`has a user or a password with signs that ${encodeCure}`);
  if (/\s/.test(rest) || !isDecodable(rest)) throw new Error(`has signs that ${encodeCure}`);
  if (!several && !URL.canParse(address))
    throw new Error(`is not an address; a user and a password in it ${encodeCure}`);
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The address with a password that was given apart from it, as it is; an address that has one keeps its own. One without a
 * user gets the password alone. The path of a socket stays as it is.
 */
export function withPassword(address: string, password: string | undefined): string {
  if (!password || address.startsWith('unix:')) return address;
  const [, scheme, login, rest] = /^([a-z-]+:\/\/)(?:([^@/?#]*)@)?(.*)$/s.exec(address) ?? [];
  if (scheme === undefined || rest === undefined || login?.includes(':')) return address;
  return `${scheme}${login ?? ''}:${encodeURIComponent(password)}@${rest}`;
}
