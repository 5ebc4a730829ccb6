"""All who answer a question must find the same."""


class Disagreement(Exception):
    """Somebody found something else; there is no report then."""


def compare(reference, answer):
    """Raises where an answer is not that of the reference: in number, by the hash of what was found, or in distance."""
    same = (reference.queries, reference.hits, reference.hash) == (answer.queries, answer.hits, answer.hash)
    near = abs(reference.measure - answer.measure) <= 1e-6 * abs(reference.measure)
    if not (same and near):
        raise Disagreement(f"{answer.suite} {answer.area}: {told(reference)}, {told(answer)}")


def told(answer):
    return (f"{answer.name} finds {answer.hits:,} in {answer.queries:,} queries, their hash {answer.hash},"
            f" distances {answer.measure:.9g}")
