import { problems, type FieldError, type Params, type ProblemCode, type ProblemDetails } from '../contract/problems.ts';

/** RFC 9457 problem details of a code; `title` is for developers, people get sentences of the widgets. */
export function problemDetails(code: ProblemCode, params: Params = {}, fields: FieldError[] = []): ProblemDetails {
  const words = code.replace(/_/g, ' ');
  return {
    type: `urn:otklik:problem:${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: problems[code],
    code,
    params,
    ...(fields.length > 0 && { fields }),
  };
}
