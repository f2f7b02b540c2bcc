alter -- mine
