//! Every kind of doubt, with the sentences in which import states it.

doubts! {
    Q001 "where the fields of an object end",
        "Pages print the fields of an object flat behind it, and no mark tells which is the \
         last \
         one.",
        "Which fields belong to each of these objects?" {
        object_ends(object, first, last) =
            "The page does not mark where the fields of `{object}` end; they are read as those \
             from {first} to {last}.";
        object_of_one(object, only) =
            "The page does not mark where the fields of `{object}` end; {only} is read as its \
             only one.";
        object_without_name() =
            "The page does not mark which of the fields after it belong to it; they are read \
             as fields beside it.";
    }
    Q002 "whether a field is in an object or beside it",
        "An object behind another one may be a field of that, or stand beside it.",
        "Is each of these fields in the object before it, or beside it?" {
        inside_or_beside(object) =
            "The page does not mark whether it is in `{object}` or beside it.";
    }
    Q003 "an object whose fields are not printed",
        "The page says that there is an object, and none of its fields; they may be behind a \
         button.",
        "Which fields do these objects have?" {
        no_fields(object) = "The page does not print the fields of `{object}`.";
        fields_behind(object, button) =
            "The page does not print the fields of `{object}`; they are behind `{button}`.";
        texts_behind(button) = "Its texts may be described behind `{button}`.";
    }
    Q004 "a name that is not printed",
        "A row has a type and a need, but no name, or only the row for its items has one.",
        "What are these fields called?" {
        nameless() = "The page does not print the name of this field.";
        name_of_items(name) =
            "The page does not print its name; `{name}` follows from the row for its items.";
        name_or_words(name) =
            "`{name}` may belong to the description of the field before, and the name of this \
             field be missing.";
    }
    Q005 "the row for the items of an array",
        "Pages print a row for the items of an array, as if they were a field. This one has no \
         array before it, or another type than the items.",
        "What are the items of these arrays?" {
        items_without_array(name) =
            "`{name}` is named like the row for the items of an array, but no array precedes \
             it.";
        type_of_items(printed, expected) =
            "The row for its items has the type {printed}, not {expected}.";
    }
    Q006 "a type or a need that is not understood",
        "The page has another word where it prints a type or a need. A text that need not be \
         sent is assumed.",
        "Which type do these fields have, and have they to be sent?" {
        unknown_type() = "The page does not print a type that is understood.";
        unknown_need() = "The page does not print a need that is understood.";
    }
    Q010 "a limit that is none of the type",
        "The page limits a value in a way in which values of its type have no limit, such as a \
         text by a greatest value. Nothing is enforced.",
        "What do these limits mean?" {
        no_limit_of_type(printed) =
            "The page prints `{printed}`, which is not a limit of this type.";
    }
    Q011 "a number of digits, or a value",
        "The page limits a number in a way that counts its digits elsewhere.",
        "Do these limits count digits, or are they values?" {
        digits(printed) =
            "The page prints `{printed}` for a number, which is read as its number of digits.";
    }
    Q012 "a limit of zero",
        "A greatest length or value of zero would allow nothing: it is read as no limit.",
        "What does a limit of zero mean?" {
        zero(printed) = "The page prints `{printed}`, which is read as no limit.";
    }
    Q013 "a length in bytes of an unknown charset",
        "A Hangul syllable has two bytes in EUC-KR and three in UTF-8.",
        "In which charset are these bytes counted?" {
        charset(printed) =
            "The page prints `{printed}`, but not the charset in which the bytes are counted: \
             state the length, with its `length_unit`, once that is known.";
    }
    Q014 "a number with decimals",
        "That a number may have decimals follows from its limits alone.",
        "How many decimals may these numbers have?" {
        decimals(places, printed) =
            "That the number may have {places} decimals follows from `{printed}`.";
    }
    Q015 "a limit in another place",
        "A limit stands behind other lines of its field, not where pages print limits.",
        "Do these limits belong to the fields above them?" {
        misplaced_limit(printed) =
            "The page prints `{printed}` after other lines of the field, not where it prints \
             limits.";
    }
    Q016 "a form that is not followed",
        "The page prints a form that cannot be read, or one for a value that has none.",
        "What do these forms mean?" {
        unknown_form(form) = "The page prints the form `{form}`, which is not understood.";
        unused_form(form) = "The page gives the form `{form}`, which is not followed.";
    }
    Q020 "a condition in unusual words",
        "A field is conditional, and no line of it has the words with which pages state \
         conditions; the description may tell it in others.",
        "When have these fields to be sent?" {
        unusual_condition() =
            "The page does not state its condition in the usual words.";
    }
    Q021 "something that is not described",
        "The page has no description of a field, or of the operation.",
        "What are these?" {
        undescribed_field() = "The page does not say what it is.";
        undescribed_operation() = "The page does not describe it.";
    }
    Q022 "the codes that a page lists",
        "A line may be one of a list of codes, the list has a code twice, belongs to a number, \
         or \
         calls a code otherwise than another page.",
        "Which codes are there, and what do they mean?" {
        unread_row(line) = "`{line}` may be a row of codes, which is not read.";
        listed_twice(code, first, second) =
            "The page lists `{code}` as `{first}` and as `{second}`.";
        codes_of_no_text() = "The page lists values, but not for a text.";
        other_name(code, page, table) =
            "For the code {code} the page says `{page}`, the table `{table}`.";
    }
    Q023 "the place of a parameter",
        "Pages list all parameters below one heading, whether they are in the path, the query \
         or \
         the body.",
        "Where do these parameters go?" {
        in_query() =
            "The page does not say where the parameters go: a GET has no body, so they are \
             read as query parameters.";
        in_body() =
            "The page does not say whether the parameters of the DELETE go into the body or \
             the query: they are read as the body.";
        not_required() =
            "The page does not call it required, but the path needs it.";
        only_in_path() = "It is in the path, but the page does not list it.";
    }
    Q024 "the head of a page",
        "A page prints its path otherwise than others do, or no mode after its title.",
        "Are these readings right?" {
        other_path(printed) = "The page prints the path as `{printed}`.";
        no_mode() = "The page prints no mode after its title.";
    }
    Q025 "a request without parameters",
        "There is a heading for the parameters, and nothing below it.",
        "Have these requests no parameters?" {
        no_parameter(heading) = "The page lists no parameter below `{heading}`.";
    }
    Q026 "a header that is printed otherwise",
        "All operations share their headers. This page prints one that no set has, the same \
         one \
         twice, one without a name, or other facts of one.",
        "Which of these are right?" {
        no_set(names) =
            "No header set of the spec has any of the headers that the page lists: `{names}`.";
        unknown_header(name, facts) =
            "Of `{name}`, which the header set does not have, the page says: {facts}.";
        header_twice(name) = "The page lists the header `{name}` twice.";
        header_without_name() = "The page lists a header without a name.";
        headers_without_name() = "The page lists headers without a name.";
        of_header(name, doubt) = "Of the header `{name}`: {doubt}";
        other_header(page, set) = "This page says {page}, the header set says {set}.";
    }
    Q030 "hidden rows",
        "A button below the list of results shows further ones, which no text of the page has.",
        "Which results are behind the button?" {
        hidden_rows() =
            "Rows may be hidden behind the button below the list: the page's text does not \
             show them.";
    }
    Q031 "a result that is listed twice",
        "The page has two rows for one code, in the same words or in others.",
        "Which of the rows are right?" {
        row_twice() = "The page lists this row more than once.";
        which_row() = "Which of the rows is right?";
    }
    Q032 "the codes of the test cases",
        "A test case has no code on the page. It is taken to return the codes in the order in \
         which the results are listed.",
        "Which code does each test case return?" {
        order_of_cases() =
            "The page does not say which code a case returns: the codes are taken in the order \
             of the results.";
    }
    Q040 "a description in a wrong charset",
        "A copy of the page was saved in a wrong charset, so that lines of it cannot be read. \
         Another copy has them; the vendor need not be asked.",
        "What do these descriptions say?" {
        wrong_charset() = "The capture has its description in a wrong charset.";
        wrong_words() = "The capture has its words in a wrong charset.";
    }
    Q041 "a description that no capture shows",
        "The page may describe the operation, but no capture has the place. Describe it in your \
         own words; the vendor need not be asked.",
        "What do these operations do?" {
        unshown_operation() = "The captures do not show what it does.";
    }
    Q050 "a contradiction that nobody has decided",
        "Import has found that the page contradicts itself or a shared fact, and has recorded \
         a \
         resolution. Decide it, and remove the `confirm`.",
        "Which is right?" {
        undecided(adopted) = "Nobody has decided this yet; until then `{adopted}` is adopted.";
        nothing_adopted() =
            "Nobody has decided this yet; until then nothing else is adopted.";
    }
}

impl Kind {
    /// The kind with this code, in either case.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.code.eq_ignore_ascii_case(code))
    }
}
