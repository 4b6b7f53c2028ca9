//! The kinds of changes from values to what is only told.

/// Adds them to the kinds that `$next` declares.
macro_rules! kinds_of_answers {
    ($next:ident $($kinds:tt)*) => {
        $next! { $($kinds)*
    C501 "a value may be more than before",
        "It concerns callers who want to send what was refused.",
        "request.ticketNumber, length: 4 to 12 characters → 4 to 16 characters";
    C502 "a value may be less than before",
        "It concerns deployed clients and callers with a value that is refused now.",
        "request.ticketNumber, length: 4 to 12 characters → 4 to 10 characters";
    C503 "a value has another rule that overlaps with the old one",
        "It concerns deployed clients and callers with a value that is refused now.",
        "request.ticketNumber, length: 4 to 12 characters → 6 to 16 characters";
    C504 "a value has a rule that no old value fulfils",
        "It concerns every deployed client and every caller that sends it.",
        "request.ticketNumber, length: 4 to 12 characters → 13 to 16 characters";
    C505 "what the client makes has another form",
        "It concerns deployed clients; callers do not give the value.",
        "header_sets.request.X-Boat-Call, form: yyMMdd-hex7 → yyyyMMdd-hex7";
    C506 "a text is of another kind",
        "A text became a date or a secret, or one of them a text. It concerns callers who build \
         the value, and deployed clients whose value is refused now.",
        "request.birthDate, type: date (yyyyMMdd) → text (8 characters)";
    C507 "a value is of another kind",
        "A text became a number, a code, an object or the like. It concerns everybody who sends it.",
        "request.words, type: text (at most 80 characters) → number (at most 9 digits)";
    C509 "a type has another name",
        "It concerns callers who name it; what is sent is the same.",
        "request.berths, type name: Berths → Beds";
    C510 "a flag is written in other words",
        "It concerns deployed clients that send it; callers give the same.",
        "request.meal, wire: Y/N → 1/0";
    C511 "more of a value is shown",
        "It concerns whoever keeps `Debug` output, which may now hold personal data.",
        "request.ticketNumber, redact: hidden → shown";
    C512 "less of a value is shown",
        "It concerns whoever reads `Debug` output.", "request.ticketNumber, redact: shown → hidden";
    C513 "another reading of a contradiction is adopted",
        "What that does is told where the fact is.", "request.birthDate, adopted reading: 8 → 6";
    C514 "a text is read as another value",
        "It concerns whoever sends it: an old text is refused, or taken for another value.",
        "request.birthDate, form: yyyyMMdd → ddMMyyyy";
    C515 "a number has decimals, or none any more",
        "It concerns callers who give it, and deployed clients that send what is refused now.",
        "request.amount, type: number → decimal";
    C601 "a code table is new",
        "It concerns nobody until a field takes it.", "codes.ports, added: PortCode";
    C602 "a code table is gone",
        "It concerns deployed clients that send its codes, and callers who name its type.",
        "codes.ports, removed: PortCode";
    C603 "a code is new",
        "It concerns callers who want to send it or to tell it from others.",
        "codes.ports.05, added: ReedIsland (Reed Island)";
    C604 "a code is gone",
        "It concerns deployed clients that send it, and callers who name its variant.",
        "codes.ports.01, removed: NorthQuay (North Quay)";
    C605 "a code means another thing",
        "The same thing has another code. It concerns deployed clients, which send and read the old \
         one; callers name the same variant.",
        "codes.ports.11, code moved: 01 → 11";
    C606 "a variant has another name",
        "It concerns callers who name it; the code is the same.",
        "codes.ports.07, variant: HillFerry → HillLanding";
    C607 "the codes of a table have no offsets any more",
        "It concerns callers who read them, and all who build a client.", "codes.zones, utc_offset";
    C608 "a time zone has another offset",
        "It concerns deployed clients that write times in this zone.",
        "codes.zones.IST, utc_offset: 330 → 360";
    C610 "codes are exchanged",
        "Each stands for what the other did. It concerns deployed clients that send or read them.",
        "codes.ports, codes exchanged: NorthQuay 01, HillFerry 07 → NorthQuay 07, HillFerry 01";
    C701 "an answer has a type of its own, or none any more",
        "Its fields are documented, or no longer are. It concerns callers who read it.",
        "response, added";
    C702 "a field of an answer is new",
        "It concerns callers who want to read it.", "response.deck, added: text";
    C703 "a field of an answer is gone",
        "It concerns deployed clients and callers that read it.", "response.port, removed: text";
    C704 "a field of an answer has another name",
        "It concerns deployed clients that read it.",
        "response.passageNo, renamed: passageId → passageNo";
    C705 "an accessor has another name",
        "It concerns callers who read the field; it is read as before.",
        "response.passageId, Rust name: passage_id → passage_no";
    C706 "a field of an answer is shown otherwise",
        "It concerns whoever reads or keeps `Debug` output.",
        "response.passageId, redact: shown → hidden";
    C707 "a field of an answer has other values",
        "It concerns callers who rely on the old rule.",
        "response.port, values: text (2 characters) → text (3 characters)";
    C708 "a field of an answer may be left out",
        "It was always there. It concerns deployed clients and callers that read it.",
        "response.passageId, need: required → optional";
    C709 "a field of an answer has another type",
        "It concerns deployed clients and callers that read it.",
        "response.passageId, type: number → text";
    C710 "a field of an answer has values that no old rule allows",
        "It concerns deployed clients that read it.",
        "response.port, length: 2 characters → 3 characters";
    C720 "a success may not be final",
        "It was taken for done. It concerns deployed clients, and callers who now get an error \
         that tells them to inquire.",
        "response, pending: nothing → isWaiting is true";
    C721 "every success is final",
        "Some were not. It concerns deployed clients, which tell callers to inquire.",
        "response, pending: isWaiting is true → nothing";
    C801 "a result code is new",
        "It concerns deployed clients, which know it not, and callers who want to tell it apart.",
        "response_codes.0103, added: TheBoatIsGone (The boat is gone.)";
    C802 "a result code is gone",
        "It concerns callers who name its variant.",
        "response_codes.0102, removed: TheBoatIsFull (The boat is full.)";
    C803 "a result has another code",
        "It concerns deployed clients that get it; callers name the same variant.",
        "response_codes.0202, code moved: 0102 → 0202";
    C804 "a result code comes with another status",
        "It concerns deployed clients that get it.", "response_codes.0102, http: 409 → 400";
    C805 "another remedy is advised",
        "It concerns deployed clients, which advise the old one, and whoever follows that.",
        "response_codes.0102, remedy: ask-user → retry-later";
    C806 "results are exchanged",
        "Each code stands for what the other did. It concerns deployed clients that get them.",
        "response_codes, codes exchanged: Full 01, Gone 02 → Full 02, Gone 01";
    C807 "what may have been done is not to be sent again",
        "It concerns deployed clients, which advise to, and whoever follows that.",
        "response_codes.0102, remedy: retry-later → check-outcome";
    C808 "a result that was taken for done may not have been",
        "It concerns deployed clients, which take it for done.",
        "response_codes.0102, remedy: none → check-outcome";
    C901 "what is only told",
        "Words, places, orders and sources. It concerns readers of the documentation.",
        "request.berths, about: How many berths. → How many beds.";
        }
    };
}
