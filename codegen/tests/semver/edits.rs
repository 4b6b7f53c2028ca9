//! Edits of the spec, one of every kind.

/// The file that an edit is in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Location {
    Api,
    Ports,
    Zones,
    Book,
    Find,
    /// Not there before.
    Cancel,
}

/// One edit.
#[derive(Debug)]
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// Pieces of files, and what stands there instead.
    pub(crate) pieces: &'static [(Location, &'static str, &'static str)],
}

macro_rules! edits {
    ($($name:literal: $($place:ident $from:literal => $to:literal),*;)*) => {
        /// Every edit. The name says what is done.
        pub(crate) const EDITS: &[Edit] = &[$(Edit {
            name: $name,
            pieces: &[$((Location::$place, $from, $to)),*],
        }),*];
    };
}

edits! {
    // The vendor as a whole.
    "service-about": Api "about: A ferry that does not exist." => "about: 종이배입니다.";
    "environment-added":
        Api "  - id: live\n" => "  - id: quiet\n    base_url: https://quiet.paper-boat.example\n    cite: { source: guide, section: Hosts }\n  - id: live\n";
    "environment-removed": Api "  - id: live\n    about: The host comes with the ticket.\n    cite: { source: guide, section: Hosts }\n" => "";
    "environment-address": Api "https://test.paper-boat.example/open" => "https://test.paper-boat.example/v2";
    "environment-renamed": Api "  - id: test\n" => "  - id: harbour\n";
    "environment-address-known": Api "    about: The host comes with the ticket.\n" => "    base_url: https://live.paper-boat.example\n";
    "signing-removed":
        Api "signing:\n  header: X-Boat-Seal\n  algorithm: hmac-sha256\n  key: Sealing wax\n  about: The time and the keyed hash of the bytes.\n  cite: { source: guide, section: The seal }\n" => "",
        Api "      - name: X-Boat-Seal\n        type_name: Seal\n        need: required\n        length: 63\n        form: \"'PB1:'yyyyMMddHHmmss:base64of32\"\n        from: signing\n        redact: hidden\n        about: The signature.\n" => "";
    "signing-algorithm": Api "algorithm: hmac-sha256" => "algorithm: hmac-sha512",
        Api "length: 63\n        form: \"'PB1:'yyyyMMddHHmmss:base64of32\"" => "length: 107\n        form: \"'PB1:'yyyyMMddHHmmss:base64of64\"";
    "encryption-key-management": Api "RSA-OAEP-256" => "RSA-OAEP";
    "encryption-field": Api "field: sealed" => "field: letter";
    "encryption-sent": Api "content_sent: A128GCM" => "content_sent: A256GCM";
    "encryption-accepted": Api "content_accepted: [A128GCM, A256GCM]" => "content_accepted: [A128GCM]";
    "envelope-code": Api "  code: result\n" => "  code: outcome\n";
    "envelope-success": Api "success_http: 200" => "success_http: 201",
        Book "    - http: 200" => "    - http: 201", Book "- code: \"0000\"\n      http: 200" => "- code: \"0000\"\n      http: 201",
        Find "http: 200" => "http: 201";
    "envelope-standing": Api "  standing: observed\n" => "";
    // Subjects.
    "subject-title": Api "title: Crossings" => "title: 건너기";
    "subject-about": Api "about: Crossing the water." => "about: 물을 건넙니다.";
    "subject-renamed": Api "id: crossing" => "id: passage",
        Book "subject: crossing" => "subject: passage", Find "subject: crossing" => "subject: passage";
    "subject-of-operation":
        Api "  - { id: crossing" => "  - { id: port, title: Ports, about: 항구., cite: { source: guide, section: Contents } }\n  - { id: crossing",
        Find "subject: crossing" => "subject: port";
    "subject-undecided": Find "subject: crossing" => "subject: unsorted";
    // Headers.
    "header-required-added":
        Api "      - name: X-Boat-Note\n" => "      - name: X-Boat-Pier\n        type_name: Pier\n        need: required\n        length: 4\n        from: configuration\n        redact: shown\n        about: 부두 번호.\n      - name: X-Boat-Note\n";
    "header-optional-added":
        Api "      - name: X-Boat-Note\n" => "      - name: X-Boat-Pier\n        type_name: Pier\n        need: optional\n        length: 4\n        from: configuration\n        redact: shown\n        about: 부두 번호.\n      - name: X-Boat-Note\n";
    "header-removed": Api "      - name: X-Boat-Note\n        type_name: AgentNote\n        need: optional\n        max_length: 20\n        from: configuration\n        redact: shown\n        about: A note of the agent's own.\n" => "";
    "header-renamed": Api "name: X-Boat-Note" => "name: X-Boat-Remark";
    "header-type-renamed": Api "type_name: AgentId" => "type_name: AgencyId";
    "header-required": Api "        need: optional\n        max_length: 20" => "        need: required\n        max_length: 20";
    "header-length": Api "max_length: 20" => "max_length: 10";
    "header-form": Api "form: \"'PB1:'" => "form: \"'PB2:'";
    "header-hidden": Api "        length: 8\n        from: configuration\n        redact: shown" => "        length: 8\n        from: configuration\n        redact: hidden";
    "answer-header-optional": Api "        need: required\n        length: 20\n        form: yyMMddHHmmss-hex7\n        from: call\n        redact: shown\n        about: The number of the call.\n\nsigning:" => "        need: optional\n        length: 20\n        form: yyMMddHHmmss-hex7\n        from: call\n        redact: shown\n        about: The number of the call.\n\nsigning:";
    "answer-header-documented": Api "        redact: shown\n        about: The number of the call.\n\nsigning:" => "        echo: documented\n        redact: shown\n        about: The number of the call.\n\nsigning:";
    "answer-header-of-its-own": Api "        redact: shown\n        about: The number of the call.\n\nsigning:" => "        echo: never\n        redact: shown\n        about: The number of the call.\n\nsigning:";
    "answer-header-added": Api "        about: The number of the call.\n\nsigning:" => "        about: The number of the call.\n      - name: X-Boat-Tide\n        type_name: Tide\n        need: required\n        length: 4\n        from: call\n        redact: shown\n        about: 물때.\n\nsigning:";
    "answer-without-headers": Book "  headers: answer\n  encrypted: true" => "  encrypted: true";
    "header-set-renamed": Api "  - id: answer\n" => "  - id: reply\n", Book "headers: answer" => "headers: reply";
    // Code tables.
    "code-added": Ports "  - { code: \"07\"" => "  - { code: \"05\", name: Reed Island }\n  - { code: \"07\"";
    "code-removed": Ports "  - { code: \"01\", name: North Quay }\n" => "";
    "code-variant": Ports "variant: HillFerry" => "variant: HillLanding";
    "code-moved": Ports "code: \"01\"" => "code: \"11\"";
    "codes-exchanged": Ports "code: \"01\"" => "code: \"07\"", Ports "code: \"07\", name: 언덕" => "code: \"01\", name: 언덕";
    "code-order": Ports "  - { code: \"01\", name: North Quay }\n" => "", Ports "  - { code: \"07\"" => "  - { code: \"01\", name: North Quay }\n  - { code: \"07\"";
    "resolution-evidence": Ports "evidence: [guide, old-guide]" => "evidence: [guide]";
    "code-name": Ports "언덕 나루" => "언덕 나루터";
    "codes-loosened": Ports "form: digits\n" => "";
    "table-renamed": Ports "id: ports" => "id: harbours",
        Book "length: 2\n      codes: ports" => "length: 2\n      codes: harbours",
        Book "need: required\n      codes: ports" => "need: required\n      codes: harbours";
    "table-type-renamed": Ports "type_name: PortCode" => "type_name: HarbourCode";
    "zone-offset": Zones "+05:30" => "+06:00";
    "zone-offsets-removed": Zones ", utc_offset: \"+00:00\"" => "", Zones ", utc_offset: \"+05:30\"" => "";
    // Operations.
    "operation-added": Cancel "" => "id: cancel-passage\nsubject: crossing\npage: { title: 예약 취소 }\nmethod: DELETE\npath: /v1/passages\nsection: Top\nrepeat: unknown\nabout: Cancels.\nrequest: { section: Parameters, headers: request }\nresponse_codes:\n  section: Results\n  codes:\n    - { code: \"0000\", http: 200, message: Done., remedy: none }\n";
    "operation-removed": Find "" => "";
    "operation-renamed": Find "id: find-port" => "id: look-up-port";
    "operation-title": Find "title: Find a port" => "title: 항구 찾기";
    "page-versions": Find "  title: Find a port\n" => "  title: Find a port\n  versions: [v2, v1]\n";
    "operation-mode": Find "  title: Find a port\n" => "  title: Find a port\n  mode: async\n";
    "method": Find "method: GET" => "method: POST";
    "path": Find "/v1/ports/{port}" => "/v2/ports/{port}";
    "path-parameter-renamed": Find "/v1/ports/{port}" => "/v1/ports/{name}", Find "- name: port\n" => "- name: name\n";
    "repeat": Find "repeat: safe" => "repeat: unknown";
    "encrypted": Find "  headers: request\n" => "  headers: request\n  encrypted: true\n", Find "method: GET" => "method: POST";
    "not-encrypted": Book "  headers: request\n  encrypted: true\n" => "  headers: request\n";
    // Parameters.
    "field-required-added": Find "    - name: words\n" => "    - name: language\n      type: string\n      in: query\n      need: required\n      max_length: 5\n      redact: shown\n      about: 말.\n    - name: words\n";
    "field-optional-added": Find "    - name: words\n" => "    - name: language\n      type: string\n      in: query\n      need: optional\n      max_length: 5\n      redact: shown\n      about: 말.\n    - name: words\n";
    "field-removed": Book "    - name: meal\n      type: boolean\n      wire: Y/N\n      need: optional\n      redact: shown\n      example: \"true\"\n      about: Whether there is a meal.\n" => "";
    "field-renamed": Book "- name: berths" => "- name: beds";
    "field-renamed-alone": Book "- name: berths\n" => "- name: beds\n      type_name: Berths\n";
    "field-type-renamed": Book "- name: berths\n" => "- name: berths\n      type_name: Beds\n";
    "field-required": Book "      need: optional\n      max_length: 30" => "      need: required\n      max_length: 30";
    "field-no-longer-required": Book "      need: required\n      min_value: 1" => "      need: optional\n      min_value: 1";
    "field-order": Book "    - name: berths\n      type: number\n      need: required\n      min_value: 1\n      max_value: 4\n      redact: shown\n      example: \"2\"\n      about: How many berths.\n" => "",
        Book "    - name: ticketNumber\n" => "    - name: berths\n      type: number\n      need: required\n      min_value: 1\n      max_value: 4\n      redact: shown\n      example: \"2\"\n      about: How many berths.\n    - name: ticketNumber\n";
    "field-order-optional": Book "    - name: remark\n      type: string\n      need: optional\n      max_length: 30\n      redact: shown\n      example: 창가 자리\n      about: A wish.\n" => "",
        Book "    - name: labels\n" => "    - name: remark\n      type: string\n      need: optional\n      max_length: 30\n      redact: shown\n      example: 창가 자리\n      about: A wish.\n    - name: labels\n";
    "field-place": Find "in: query" => "in: body", Find "method: GET" => "method: POST";
    "field-tightened": Book "min_length: 4\n      max_length: 12" => "min_length: 4\n      max_length: 10";
    "field-loosened": Book "min_length: 4\n      max_length: 12" => "min_length: 4\n      max_length: 16";
    "field-other-length": Book "min_length: 4\n      max_length: 12" => "min_length: 13\n      max_length: 16", Book "example: \"00001234\"" => "example: \"0000000012345\"";
    "array-limited": Book "      example: night\n" => "      min_items: 1\n      max_items: 5\n      example: night\n";
    "number-tightened": Book "max_value: 4" => "max_value: 3";
    "number-loosened": Book "max_value: 4" => "max_value: 9";
    "field-form": Find "max_length: 80\n" => "max_length: 80\n      form: digits\n", Find "example: 등불" => "example: \"12\"";
    "field-kind": Find "      type: string\n      in: query\n      need: optional\n      max_length: 80" => "      type: number\n      in: query\n      need: optional\n      max_digits: 9", Find "example: 등불" => "example: \"12\"";
    "date-form": Book "length: 8\n          form: yyyyMMdd" => "length: 6\n          form: yyMMdd", Book "example: \"19900131\"" => "example: \"900131\"";
    "date-to-text": Book "          length: 8\n          form: yyyyMMdd\n" => "          length: 8\n";
    "flag-words": Book "wire: Y/N" => "wire: 1/0";
    "field-array": Book "type: array-of-strings" => "type: string";
    "field-shown": Book "redact: last-four" => "redact: shown";
    "field-hidden": Book "redact: last-four" => "redact: hidden";
    "field-about": Book "about: How many berths." => "about: 침대가 몇 개인지.";
    "field-condition": Book "      need: optional\n      max_length: 30" => "      need: conditional\n      condition: Where there is a window.\n      max_length: 30";
    "field-example": Book "example: \"2\"" => "example: \"3\"";
    "field-of-two-operations": Find "    - name: words\n" => "    - name: ticketNumber\n      type: string\n      in: query\n      need: optional\n      min_length: 4\n      max_length: 12\n      form: digits\n      redact: last-four\n      example: \"00001234\"\n      about: The number of the ticket.\n    - name: words\n";
    "inner-field-added": Book "        - name: birthDate\n" => "        - name: seat\n          type: string\n          need: required\n          max_length: 3\n          redact: shown\n          about: 자리.\n        - name: birthDate\n";
    "default": Book "      about: Whether there is a meal.\n" => "      default: N\n      about: Whether there is a meal.\n";
    // Answers.
    "answer-field-added": Book "    - name: legs\n" => "    - name: deck\n      type: string\n      need: required\n      redact: shown\n      about: 갑판.\n    - name: legs\n";
    "answer-field-removed": Book "    - name: port\n      type: string\n      need: required\n      codes: ports\n      redact: shown\n      about: Where it ends.\n" => "";
    "answer-field-renamed": Book "- name: passageId" => "- name: passageNo";
    "answer-field-type": Book "- name: passageId\n      type: number" => "- name: passageId\n      type: string";
    "answer-field-optional": Book "type: number\n      need: required\n      redact: shown\n      about: The number of the passage." => "type: number\n      need: optional\n      redact: shown\n      about: The number of the passage.";
    "answer-field-hidden": Book "redact: shown\n      about: The number of the passage." => "redact: hidden\n      about: The number of the passage.";
    "answer-inner-field-added": Book "        - name: legName\n" => "        - name: pier\n          type: string\n          need: optional\n          redact: shown\n          about: 부두.\n        - name: legName\n";
    "answer-open": Book "headers: answer\n  encrypted: true" => "headers: answer\n  encrypted: false";
    "answer-documented": Find "response_codes:\n" => "response:\n  section: Answer\n  headers: answer\n  fields:\n    - name: depth\n      type: number\n      need: required\n      redact: shown\n      about: 깊이.\n\nresponse_codes:\n";
    // Results and test cases.
    "result-added": Book "    - code: \"0102\"\n" => "    - code: \"0103\"\n      http: 409\n      message: \"The boat is gone.\"\n      description: \"배가 떠났습니다.\"\n      remedy: ask-user\n    - code: \"0102\"\n";
    "result-removed": Book "    - code: \"0102\"\n      http: 409\n      message: \"The boat is full.\"\n      description: \"배에 자리가 없습니다.\"\n      remedy: ask-user\n" => "",
        Book "    - http: 409\n      text: \"A boat that is full\"\n      code: \"0102\"\n" => "";
    "result-variant": Book "variant: InvalidTicket" => "variant: WrongTicket";
    "result-moved": Book "- code: \"0102\"" => "- code: \"0202\"", Book "      code: \"0102\"" => "      code: \"0202\"";
    "result-status": Book "http: 409\n      message" => "http: 400\n      message", Book "- http: 409" => "- http: 400";
    "result-message": Book "message: \"Done.\"" => "message: \"다 됐습니다.\"";
    "result-description": Book "배에 자리가 없습니다." => "배가 꽉 찼습니다.";
    "result-remedy": Book "remedy: ask-user" => "remedy: retry-later";
    "rows-hidden": Book "  rows_hidden: true\n" => "";
    "rows-wording": Book "  rows_hidden: true\n" => "  wording: 이 표는 일부입니다.\n  rows_hidden: true\n";
    "test-cases-section": Book "  section: Try it\n" => "  section: Test Data\n";
    "test-case-added": Book "    - http: 409\n" => "    - http: 400\n      text: \"표 번호가 잘못된 경우\"\n      code: \"0101\"\n    - http: 409\n";
    "test-case-code": Book "    - http: 409\n      text: \"A boat that is full\"\n      code: \"0102\"" => "    - http: 400\n      text: \"A boat that is full\"\n      code: \"0101\"";
    // Contradictions.
    "reading-standing": Book "    standing: inferred\n    enforce: true" => "    standing: observed";
    "reading-no-longer-enforced": Book "    enforce: true\n" => "";
    "reading-adopted": Api "adopted: \"8\"" => "adopted: \"9\"";
    // No change at all.
    "comment": Api "# A ferry that does not exist: one of everything that callers can depend on." => "# 주석만 바뀌었습니다.";
    "formatting": Ports "  - { code: \"01\", name: North Quay }\n" => "\n  - code: \"01\"\n    name: \"North Quay\"\n";
}
